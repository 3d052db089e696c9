internal import EventLog
internal import JSON

extension ExecutionEvent.StateEntered {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var state: String?
        var input: JSONText?
        var seed: Seed?
        while let key = try fields.next() {
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "state" {
                state = try fields.string()
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
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "rule" {
                rule = try fields.int()
            } else if key == "next" {
                next = try fields.string()
            } else if key == "seed" {
                seed = try fields.seed()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "due" {
                due = try fields.time()
            } else if key == "seed" {
                seed = try fields.seed()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "retrier" {
                retrier = try fields.int()
            } else if key == "attempt" {
                attempt = try fields.int()
            } else if key == "due" {
                due = try fields.time()
            } else if key == "seed" {
                seed = try fields.seed()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "state" {
                state = try fields.string()
            } else if key == "location" {
                location = try fields.string()
            } else if key == "error" {
                error = try fields.string()
            } else if key == "cause" {
                cause = try fields.string()
            } else if key == "isOfFork" {
                isOfFork = try fields.bool()
            } else if key == "seed" {
                seed = try fields.seed()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "catcher" {
                catcher = try fields.int()
            } else if key == "error" {
                error = try fields.string()
            } else if key == "cause" {
                cause = try fields.string()
            } else if key == "next" {
                next = try fields.string()
            } else {
                throw fields.unknown(key)
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
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "state" {
                state = try fields.string()
            } else if key == "output" {
                output = try fields.text()
            } else if key == "next" {
                next = try fields.string()
            } else if key == "assigned" {
                assigned = try fields.text()
            } else if key == "seed" {
                seed = try fields.seed()
            } else {
                throw fields.unknown(key)
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
