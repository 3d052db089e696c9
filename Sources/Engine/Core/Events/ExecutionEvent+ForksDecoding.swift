internal import JSON

extension ExecutionEvent.ParallelStarted {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var branches: Int?
        var input: JSONText?
        var seed: Seed?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "branches": branches = try fields.int()
            case "input": input = try fields.text()
            case "seed": seed = try fields.seed()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            branches: try fields.required(branches, "branches"),
            input: try fields.required(input, "input"),
            seed: seed)
    }
}

extension ExecutionEvent.MapStarted {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var items: JSONText?
        var concurrency: Int?
        var input: JSONText?
        var readsExecutionInput = false
        var seed: Seed?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "items": items = try fields.text()
            case "concurrency": concurrency = try fields.int()
            case "readsExecutionInput": readsExecutionInput = try fields.bool()
            case "seed": seed = try fields.seed()
            case "input": input = try fields.text()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            items: try fields.required(items, "items"),
            concurrency: try fields.required(concurrency, "concurrency"),
            input: input,
            readsExecutionInput: readsExecutionInput,
            seed: seed)
    }
}

extension ExecutionEvent.BranchStarted {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var index: Int?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "index": index = try fields.int()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            index: try fields.required(index, "index"))
    }
}

extension ExecutionEvent.BranchSucceeded {
    init(from fields: inout EventFieldReader) throws {
        var frame: FrameID?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: try fields.required(frame, "frame"))
    }
}

extension ExecutionEvent.BranchFailed {
    init(from fields: inout EventFieldReader) throws {
        var frame: FrameID?
        var error: String?
        var matched: String?
        var cause: String?
        var seed: Seed?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "error": error = try fields.string()
            case "matched": matched = try fields.string()
            case "cause": cause = try fields.string()
            case "seed": seed = try fields.seed()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: try fields.required(frame, "frame"),
            error: error,
            matched: matched,
            cause: cause,
            seed: seed)
    }
}
