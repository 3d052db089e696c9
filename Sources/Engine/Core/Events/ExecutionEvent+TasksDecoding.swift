internal import EventLog
internal import JSON

extension ExecutionEvent.TaskScheduled {
    init(from fields: inout EventFieldReader) throws {
        var frame = FrameID.root
        var state: String?
        var resource: String?
        var parameters: JSONText?
        var attempt: Int?
        var timeoutSeconds: Int?
        var limitMilliseconds: Int?
        var heartbeatSeconds: Int?
        var atMostOnce = false
        var token: String?
        var seed: Seed?
        var roleArn: String?
        var mapRun: TaskID?
        var redrive: Int?
        while let key = try fields.next() {
            switch key {
            case "frame": frame = try fields.frame()
            case "state": state = try fields.string()
            case "resource": resource = try fields.string()
            case "parameters": parameters = try fields.text()
            case "attempt": attempt = try fields.int()
            case "timeoutSeconds": timeoutSeconds = try fields.int()
            case "limitMilliseconds": limitMilliseconds = try fields.int()
            case "heartbeatSeconds": heartbeatSeconds = try fields.int()
            case "atMostOnce": atMostOnce = try fields.bool()
            case "token": token = try fields.string()
            case "seed": seed = try fields.seed()
            case "roleArn": roleArn = try fields.string()
            case "mapRun": mapRun = try fields.task()
            case "redrive": redrive = try fields.int()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            frame: frame,
            state: try fields.required(state, "state"),
            resource: try fields.required(resource, "resource"),
            parameters: try fields.required(parameters, "parameters"),
            attempt: try fields.required(attempt, "attempt"),
            timeoutSeconds: timeoutSeconds,
            limitMilliseconds: limitMilliseconds,
            heartbeatSeconds: heartbeatSeconds,
            atMostOnce: atMostOnce,
            token: token,
            seed: seed,
            roleArn: roleArn,
            mapRun: try mapRun.map { RedrivenMapRun(task: $0, count: try fields.required(redrive, "redrive")) })
    }
}

extension ExecutionEvent.TaskStarted {
    init(from fields: inout EventFieldReader) throws {
        var task: TaskID?
        var run: Int?
        var worker: WorkerID?
        while let key = try fields.next() {
            switch key {
            case "task": task = try fields.task()
            case "run": run = try fields.int()
            case "worker": worker = try fields.worker()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            task: try fields.required(task, "task"),
            run: try fields.required(run, "run"),
            worker: try fields.required(worker, "worker"))
    }
}

extension ExecutionEvent.TaskHeartbeatRecorded {
    init(from fields: inout EventFieldReader) throws {
        var task: TaskID?
        var at: Timestamp?
        var workerName: String?
        while let key = try fields.next() {
            switch key {
            case "task": task = try fields.task()
            case "at": at = try fields.time()
            case "workerName": workerName = try fields.string()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            task: try fields.required(task, "task"),
            at: try fields.required(at, "at"), workerName: workerName)
    }
}

extension ExecutionEvent.TaskSubmitted {
    init(from fields: inout EventFieldReader) throws {
        var task: TaskID?
        var output: JSONText?
        while let key = try fields.next() {
            switch key {
            case "task": task = try fields.task()
            case "output": output = try fields.text()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            task: try fields.required(task, "task"),
            output: try fields.required(output, "output"))
    }
}

extension ExecutionEvent.TaskSucceeded {
    init(from fields: inout EventFieldReader) throws {
        var task: TaskID?
        var output: JSONText?
        while let key = try fields.next() {
            switch key {
            case "task": task = try fields.task()
            case "output": output = try fields.text()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            task: try fields.required(task, "task"),
            output: try fields.required(output, "output"))
    }
}

extension ExecutionEvent.TaskFailed {
    init(from fields: inout EventFieldReader) throws {
        var task: TaskID?
        var error: String?
        var cause: String?
        while let key = try fields.next() {
            switch key {
            case "task": task = try fields.task()
            case "error": error = try fields.string()
            case "cause": cause = try fields.string()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            task: try fields.required(task, "task"),
            error: error,
            cause: cause)
    }
}

extension ExecutionEvent.TaskTimedOut {
    init(from fields: inout EventFieldReader) throws {
        var task: TaskID?
        var reason: String?
        var cause: String?
        while let key = try fields.next() {
            switch key {
            case "task": task = try fields.task()
            case "reason": reason = try fields.string()
            case "cause": cause = try fields.string()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            task: try fields.required(task, "task"),
            reason: try fields.required(Reason(rawValue: fields.required(reason, "reason")), "reason"),
            cause: cause)
    }
}

extension ExecutionEvent.NotificationPublished {
    init(from fields: inout EventFieldReader) throws {
        var task: TaskID?
        var topic: String?
        var notification: StreamID?
        while let key = try fields.next() {
            switch key {
            case "task": task = try fields.task()
            case "topic": topic = try fields.string()
            case "notification": notification = try fields.stream()
            default: throw fields.unknown(key)
            }
        }
        self.init(
            task: try fields.required(task, "task"),
            topic: try fields.required(topic, "topic"),
            notification: try fields.required(notification, "notification"))
    }
}
