internal import EventLog
internal import JSON

extension ExecutionEvent.StateEntered {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var state: String?
        var input: JSONText?
        var seed: Seed?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "state": state = try fields.string()
            case "input": input = try fields.text()
            case "seed": seed = try fields.seed()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            state: try fields.required(state, "state"),
            input: try fields.required(input, "input"),
            seed: seed)
    }
}

extension ExecutionEvent.ChoiceTaken {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var rule: Int?
        var next: String?
        var seed: Seed?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "rule": rule = try fields.int()
            case "next": next = try fields.string()
            case "seed": seed = try fields.seed()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            rule: rule,
            next: try fields.required(next, "next"),
            seed: seed)
    }
}

extension ExecutionEvent.WaitScheduled {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var due: Timestamp?
        var seed: Seed?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "due": due = try fields.time()
            case "seed": seed = try fields.seed()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            due: try fields.required(due, "due"),
            seed: seed)
    }
}

extension ExecutionEvent.WaitFinished {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame)
    }
}

extension ExecutionEvent.RetryScheduled {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var retrier: Int?
        var attempt: Int?
        var due: Timestamp?
        var seed: Seed?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "retrier": retrier = try fields.int()
            case "attempt": attempt = try fields.int()
            case "due": due = try fields.time()
            case "seed": seed = try fields.seed()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            retrier: try fields.required(retrier, "retrier"),
            attempt: try fields.required(attempt, "attempt"),
            due: try fields.required(due, "due"),
            seed: seed)
    }
}

extension ExecutionEvent.EvaluationFailed {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var state: String?
        var location: String?
        var error: String?
        var cause: String?
        var isOfFork = false
        var seed: Seed?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "state": state = try fields.string()
            case "location": location = try fields.string()
            case "error": error = try fields.string()
            case "cause": cause = try fields.string()
            case "isOfFork": isOfFork = try fields.bool()
            case "seed": seed = try fields.seed()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            state: try fields.required(state, "state"),
            location: location,
            error: try fields.required(error, "error"),
            cause: try fields.required(cause, "cause"),
            isOfFork: isOfFork,
            seed: seed)
    }
}

extension ExecutionEvent.CatcherTaken {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var catcher: Int?
        var error: String?
        var cause: String?
        var next: String?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "catcher": catcher = try fields.int()
            case "error": error = try fields.string()
            case "cause": cause = try fields.string()
            case "next": next = try fields.string()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            catcher: try fields.required(catcher, "catcher"),
            error: error,
            cause: cause,
            next: try fields.required(next, "next"))
    }
}

extension ExecutionEvent.StateExited {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var state: String?
        var output: JSONText?
        var next: String?
        var assigned: JSONText?
        var seed: Seed?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "state": state = try fields.string()
            case "output": output = try fields.text()
            case "next": next = try fields.string()
            case "assigned": assigned = try fields.text()
            case "seed": seed = try fields.seed()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            state: try fields.required(state, "state"),
            output: try fields.required(output, "output"),
            next: next,
            assigned: assigned,
            seed: seed)
    }
}
