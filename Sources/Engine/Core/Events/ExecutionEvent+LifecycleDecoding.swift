internal import EventLog
internal import JSON

extension ExecutionEvent.ExecutionStarted {
    init(from fields: inout EventFieldReader) throws {
        var stateMachine: String?
        var name: String?
        var definition: SHA256Hash?
        var role: SHA256Hash?
        var roleArn: String?
        var semantics: Int?
        var queue: String?
        var eventLimit: Int?
        var timeoutSeconds: Int?
        var startedBy: String?
        var version: Int?
        var alias: String?
        var items: Int?
        var parent: TaskToken?
        var parsesPayloads: Bool?
        var expressID: String?
        var traceHeader: String?
        var input: JSONText?
        while let key = try fields.next() {
            if key == "stateMachine" {
                stateMachine = try fields.string()
            } else if key == "name" {
                name = try fields.string()
            } else if key == "definition" {
                definition = try fields.hash()
            } else if key == "role" {
                role = try fields.hash()
            } else if key == "roleArn" {
                roleArn = try fields.string()
            } else if key == "semantics" {
                semantics = try fields.int()
            } else if key == "queue" {
                queue = try fields.string()
            } else if key == "eventLimit" {
                eventLimit = try fields.int()
            } else if key == "timeoutSeconds" {
                timeoutSeconds = try fields.int()
            } else if key == "startedBy" {
                startedBy = try fields.string()
            } else if key == "version" {
                version = try fields.int()
            } else if key == "alias" {
                alias = try fields.string()
            } else if key == "items" {
                items = try fields.int()
            } else if key == "parent" {
                parent = try fields.required(TaskToken(fields.string()), "parent")
            } else if key == "parsesPayloads" {
                parsesPayloads = try fields.bool()
            } else if key == "express" {
                expressID = try fields.string()
            } else if key == "traceHeader" {
                traceHeader = try fields.string()
            } else if key == "input" {
                input = try fields.text()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            stateMachine: try fields.required(stateMachine, "stateMachine"),
            name: try fields.required(name, "name"),
            definition: try fields.required(definition, "definition"),
            role: try fields.required(role, "role"),
            roleArn: try fields.required(roleArn, "roleArn"),
            semantics: try Semantics(rawValue: fields.required(semantics, "semantics")),
            queue: try Queue(fields.required(queue, "queue")),
            eventLimit: try fields.required(eventLimit, "eventLimit"),
            timeoutSeconds: timeoutSeconds,
            startedBy: startedBy, version: version, alias: alias, items: items,
            parent: parent.map { ExecutionParent(token: $0, parsesPayloads: parsesPayloads ?? false) },
            expressID: expressID, traceHeader: traceHeader,
            input: try fields.required(input, "input"))
    }
}

extension ExecutionEvent.ExecutionSucceeded {
    init(from fields: inout EventFieldReader) throws {
        var output: JSONText?
        while let key = try fields.next() {
            if key == "output" {
                output = try fields.text()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            output: try fields.required(output, "output"))
    }
}

extension ExecutionEvent.ExecutionFailed {
    init(from fields: inout EventFieldReader) throws {
        var error: String?
        var cause: String?
        var seed: Seed?
        while let key = try fields.next() {
            if key == "error" {
                error = try fields.string()
            } else if key == "cause" {
                cause = try fields.string()
            } else if key == "seed" {
                seed = try fields.seed()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            error: error,
            cause: cause,
            seed: seed)
    }
}

extension ExecutionEvent.ExecutionTimedOut {
    init(from fields: inout EventFieldReader) throws {
        var error: String?
        var cause: String?
        while let key = try fields.next() {
            if key == "error" {
                error = try fields.string()
            } else if key == "cause" {
                cause = try fields.string()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            error: try fields.required(error, "error"),
            cause: cause)
    }
}

extension ExecutionEvent.ExecutionAborted {
    init(from fields: inout EventFieldReader) throws {
        var error: String?
        var cause: String?
        var requestedBy: String?
        while let key = try fields.next() {
            if key == "error" {
                error = try fields.string()
            } else if key == "cause" {
                cause = try fields.string()
            } else if key == "requestedBy" {
                requestedBy = try fields.string()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            error: error,
            cause: cause,
            requestedBy: requestedBy)
    }
}

extension ExecutionEvent.ExecutionRedriven {
    init(from fields: inout EventFieldReader) throws {
        var count: Int?
        var requestedBy: String?
        while let key = try fields.next() {
            if key == "count" {
                count = try fields.int()
            } else if key == "requestedBy" {
                requestedBy = try fields.string()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            count: try fields.required(count, "count"),
            requestedBy: requestedBy)
    }
}

extension ExecutionEvent.ExecutionTakenOver {
    init(from fields: inout EventFieldReader) throws {
        var worker: WorkerID?
        var from: WorkerID?
        while let key = try fields.next() {
            if key == "worker" {
                worker = try fields.worker()
            } else if key == "from" {
                from = try fields.worker()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            worker: try fields.required(worker, "worker"),
            from: from)
    }
}

extension ExecutionEvent.ExecutionParked {
    init(from fields: inout EventFieldReader) throws {
        var reason: String?
        while let key = try fields.next() {
            if key == "reason" {
                reason = try fields.string()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            reason: try fields.required(reason, "reason"))
    }
}

extension ExecutionEvent.ExecutionUnparked {
    init(from fields: inout EventFieldReader) throws {
        var requestedBy: String?
        while let key = try fields.next() {
            if key == "requestedBy" {
                requestedBy = try fields.string()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            requestedBy: requestedBy)
    }
}
