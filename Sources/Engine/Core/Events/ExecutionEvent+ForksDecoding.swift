internal import JSON

extension ExecutionEvent.ParallelStarted {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var branches: Int?
        var input: JSONText?
        var seed: Seed?
        while let key = try fields.next() {
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "branches" {
                branches = try fields.int()
            } else if key == "input" {
                input = try fields.text()
            } else if key == "seed" {
                seed = try fields.seed()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "items" {
                items = try fields.text()
            } else if key == "concurrency" {
                concurrency = try fields.int()
            } else if key == "readsExecutionInput" {
                readsExecutionInput = try fields.bool()
            } else if key == "seed" {
                seed = try fields.seed()
            } else if key == "input" {
                input = try fields.text()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "index" {
                index = try fields.int()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "error" {
                error = try fields.string()
            } else if key == "matched" {
                matched = try fields.string()
            } else if key == "cause" {
                cause = try fields.string()
            } else if key == "seed" {
                seed = try fields.seed()
            } else {
                throw fields.unknown(key)
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
