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
        while let key = try fields.next() {
            if key == "frame" {
                frame = try fields.frame()
            } else if key == "state" {
                state = try fields.string()
            } else if key == "resource" {
                resource = try fields.string()
            } else if key == "parameters" {
                parameters = try fields.text()
            } else if key == "attempt" {
                attempt = try fields.int()
            } else if key == "timeoutSeconds" {
                timeoutSeconds = try fields.int()
            } else if key == "limitMilliseconds" {
                limitMilliseconds = try fields.int()
            } else if key == "heartbeatSeconds" {
                heartbeatSeconds = try fields.int()
            } else if key == "atMostOnce" {
                atMostOnce = try fields.bool()
            } else if key == "token" {
                token = try fields.string()
            } else if key == "seed" {
                seed = try fields.seed()
            } else if key == "roleArn" {
                roleArn = try fields.string()
            } else {
                throw fields.unknown(key)
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
            roleArn: roleArn)
    }
}

extension ExecutionEvent.TaskStarted {
    init(from fields: inout EventFieldReader) throws {
        var task: TaskID?
        var run: Int?
        var worker: WorkerID?
        while let key = try fields.next() {
            if key == "task" {
                task = try fields.task()
            } else if key == "run" {
                run = try fields.int()
            } else if key == "worker" {
                worker = try fields.worker()
            } else {
                throw fields.unknown(key)
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
            if key == "task" {
                task = try fields.task()
            } else if key == "at" {
                at = try fields.time()
            } else if key == "workerName" {
                workerName = try fields.string()
            } else {
                throw fields.unknown(key)
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
            if key == "task" {
                task = try fields.task()
            } else if key == "output" {
                output = try fields.text()
            } else {
                throw fields.unknown(key)
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
            if key == "task" {
                task = try fields.task()
            } else if key == "output" {
                output = try fields.text()
            } else {
                throw fields.unknown(key)
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
            if key == "task" {
                task = try fields.task()
            } else if key == "error" {
                error = try fields.string()
            } else if key == "cause" {
                cause = try fields.string()
            } else {
                throw fields.unknown(key)
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
            if key == "task" {
                task = try fields.task()
            } else if key == "reason" {
                reason = try fields.string()
            } else if key == "cause" {
                cause = try fields.string()
            } else {
                throw fields.unknown(key)
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
            if key == "task" {
                task = try fields.task()
            } else if key == "topic" {
                topic = try fields.string()
            } else if key == "notification" {
                notification = try fields.stream()
            } else {
                throw fields.unknown(key)
            }
        }
        self.init(
            task: try fields.required(task, "task"),
            topic: try fields.required(topic, "topic"),
            notification: try fields.required(notification, "notification"))
    }
}
