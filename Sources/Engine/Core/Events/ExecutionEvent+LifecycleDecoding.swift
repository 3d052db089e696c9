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
        var mapRunRedrive: Int?
        var parent: TaskToken?
        var parsesPayloads: Bool?
        var expressID: String?
        var traceHeader: String?
        var input: JSONText?
        while let key = try fields.next() {
            switch key {
            case "stateMachine": stateMachine = try fields.string()
            case "name": name = try fields.string()
            case "definition": definition = try fields.hash()
            case "role": role = try fields.hash()
            case "roleArn": roleArn = try fields.string()
            case "semantics": semantics = try fields.int()
            case "queue": queue = try fields.string()
            case "eventLimit": eventLimit = try fields.int()
            case "timeoutSeconds": timeoutSeconds = try fields.int()
            case "startedBy": startedBy = try fields.string()
            case "version": version = try fields.int()
            case "alias": alias = try fields.string()
            case "items": items = try fields.int()
            case "mapRunRedrive": mapRunRedrive = try fields.int()
            case "parent": parent = try fields.required(TaskToken(fields.string()), "parent")
            case "parsesPayloads": parsesPayloads = try fields.bool()
            case "express": expressID = try fields.string()
            case "traceHeader": traceHeader = try fields.string()
            case "input": input = try fields.text()
            default: throw fields.unknown(key)
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
            startedBy: startedBy, version: version, alias: alias, items: items, mapRunRedrive: mapRunRedrive,
            parent: parent.map { ExecutionParent(token: $0, parsesPayloads: parsesPayloads ?? false) },
            expressID: expressID, traceHeader: traceHeader,
            input: try fields.required(input, "input"))
    }
}

extension ExecutionEvent.ExecutionSucceeded {
    init(from fields: inout EventFieldReader) throws {
        var output: JSONText?
        while let key = try fields.next() {
            switch key {
            case "output": output = try fields.text()
            default: throw fields.unknown(key)
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
            switch key {
            case "error": error = try fields.string()
            case "cause": cause = try fields.string()
            case "seed": seed = try fields.seed()
            default: throw fields.unknown(key)
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
            switch key {
            case "error": error = try fields.string()
            case "cause": cause = try fields.string()
            default: throw fields.unknown(key)
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
            switch key {
            case "error": error = try fields.string()
            case "cause": cause = try fields.string()
            case "requestedBy": requestedBy = try fields.string()
            default: throw fields.unknown(key)
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
        var clientToken: String?
        var mapRunRedrive: Int?
        while let key = try fields.next() {
            switch key {
            case "count": count = try fields.int()
            case "requestedBy": requestedBy = try fields.string()
            case "clientToken": clientToken = try fields.string()
            case "mapRunRedrive": mapRunRedrive = try fields.int()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            count: try fields.required(count, "count"),
            requestedBy: requestedBy, clientToken: clientToken, mapRunRedrive: mapRunRedrive)
    }
}

extension ExecutionEvent.ExecutionTakenOver {
    init(from fields: inout EventFieldReader) throws {
        var worker: WorkerID?
        var from: WorkerID?
        while let key = try fields.next() {
            switch key {
            case "worker": worker = try fields.worker()
            case "from": from = try fields.worker()
            default: throw fields.unknown(key)
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
            switch key {
            case "reason": reason = try fields.string()
            default: throw fields.unknown(key)
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
            switch key {
            case "requestedBy": requestedBy = try fields.string()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            requestedBy: requestedBy)
    }
}
