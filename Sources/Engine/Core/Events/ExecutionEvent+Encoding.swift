public import EventLog
internal import JSON

extension ExecutionEvent {
    /// The event as it is appended: its fields as a JSON object, payloads embedded byte for byte.
    public func newEvent(recordedAt: Timestamp) -> NewEvent {
        var fields = EventFieldWriter()
        return newEvent(recordedAt: recordedAt, by: &fields)
    }

    func newEvent(recordedAt: Timestamp, by fields: inout EventFieldWriter) -> NewEvent {
        write(to: &fields)
        return NewEvent(type: type, recordedAt: recordedAt, payload: fields.finish())
    }

    private func write(to fields: inout EventFieldWriter) {
        switch self {
        case .executionStarted(let event): event.write(to: &fields)
        case .stateEntered(let event):
            fields.frame(event.frame)
            fields.string("state", event.state)
            fields.string("seed", event.seed?.hex)
            fields.text("input", event.input)
        case .choiceTaken(let event):
            fields.frame(event.frame)
            fields.int("rule", event.rule)
            fields.string("next", event.next)
            fields.string("seed", event.seed?.hex)
        case .waitScheduled(let event):
            fields.frame(event.frame)
            fields.time("due", event.due)
            fields.string("seed", event.seed?.hex)
        case .waitFinished(let event): fields.frame(event.frame)
        case .taskScheduled(let event): event.write(to: &fields)
        case .taskStarted(let event):
            fields.int("task", Int(event.task.rawValue))
            fields.int("run", event.run)
            fields.string("worker", event.worker.description)
        case .taskHeartbeatRecorded(let event):
            fields.int("task", Int(event.task.rawValue))
            fields.time("at", event.at)
            fields.string("workerName", event.workerName)
        case .taskSubmitted(let event):
            fields.int("task", Int(event.task.rawValue))
            fields.text("output", event.output)
        case .taskSucceeded(let event):
            fields.int("task", Int(event.task.rawValue))
            fields.text("output", event.output)
        case .taskFailed(let event):
            fields.int("task", Int(event.task.rawValue))
            fields.string("error", event.error)
            fields.string("cause", event.cause)
        case .taskTimedOut(let event):
            fields.int("task", Int(event.task.rawValue))
            fields.string("reason", event.reason.rawValue)
            fields.string("cause", event.cause)
        case .retryScheduled(let event):
            fields.frame(event.frame)
            fields.int("retrier", event.retrier)
            fields.int("attempt", event.attempt)
            fields.time("due", event.due)
            fields.string("seed", event.seed?.hex)
        case .evaluationFailed(let event):
            fields.frame(event.frame)
            fields.string("state", event.state)
            fields.string("location", event.location)
            fields.string("error", event.error)
            fields.string("cause", event.cause)
            fields.bool("isOfFork", event.isOfFork ? true : nil)
            fields.string("seed", event.seed?.hex)
        case .catcherTaken(let event):
            fields.frame(event.frame)
            fields.int("catcher", event.catcher)
            fields.string("error", event.error)
            fields.string("cause", event.cause)
            fields.string("next", event.next)
        case .notificationPublished(let event):
            fields.int("task", Int(event.task.rawValue))
            fields.string("topic", event.topic)
            fields.string("notification", event.notification.description)
        case .stateExited(let event):
            fields.frame(event.frame)
            fields.string("state", event.state)
            fields.string("next", event.next)
            fields.string("seed", event.seed?.hex)
            if let assigned = event.assigned { fields.text("assigned", assigned) }
            fields.text("output", event.output)
        case .parallelStarted(let event): event.write(to: &fields)
        case .mapStarted(let event): event.write(to: &fields)
        case .branchStarted(let event), .iterationStarted(let event):
            fields.frame(event.frame)
            fields.int("index", event.index)
        case .branchSucceeded(let event), .iterationSucceeded(let event): fields.frame(event.frame)
        case .branchFailed(let event), .iterationFailed(let event):
            fields.frame(event.frame)
            fields.string("error", event.error)
            fields.string("matched", event.matched)
            fields.string("cause", event.cause)
            fields.string("seed", event.seed?.hex)
        case .executionSucceeded(let event): fields.text("output", event.output)
        case .executionFailed(let event):
            fields.string("error", event.error)
            fields.string("cause", event.cause)
            fields.string("seed", event.seed?.hex)
        case .executionTimedOut(let event):
            fields.string("error", event.error)
            fields.string("cause", event.cause)
        case .executionAborted(let event):
            fields.string("error", event.error)
            fields.string("cause", event.cause)
            fields.string("requestedBy", event.requestedBy)
        case .executionRedriven(let event):
            fields.int("count", event.count)
            fields.string("requestedBy", event.requestedBy)
            fields.string("clientToken", event.clientToken)
            fields.int("mapRunRedrive", event.mapRunRedrive)
        case .executionTakenOver(let event):
            fields.string("worker", event.worker.description)
            fields.string("from", event.from?.description)
        case .executionParked(let event): fields.string("reason", event.reason)
        case .executionUnparked(let event): fields.string("requestedBy", event.requestedBy)
        }
    }
}

extension ExecutionEvent.ExecutionStarted {
    fileprivate func write(to fields: inout EventFieldWriter) {
        fields.string("stateMachine", stateMachine)
        fields.string("name", name)
        fields.string("definition", definition.hex)
        fields.string("role", role.hex)
        fields.string("roleArn", roleArn)
        fields.int("semantics", semantics.rawValue)
        fields.string("queue", queue.rawValue)
        fields.int("eventLimit", eventLimit)
        fields.int("timeoutSeconds", timeoutSeconds)
        fields.string("startedBy", startedBy)
        fields.int("version", version)
        fields.string("alias", alias)
        fields.int("items", items)
        fields.int("mapRunRedrive", mapRunRedrive)
        fields.string("parent", parent?.token.description)
        fields.bool("parsesPayloads", parent?.parsesPayloads)
        fields.string("express", expressID)
        fields.string("traceHeader", traceHeader)
        fields.text("input", input)
    }
}

extension ExecutionEvent.TaskScheduled {
    fileprivate func write(to fields: inout EventFieldWriter) {
        fields.frame(frame)
        fields.string("state", state)
        fields.string("resource", resource)
        fields.int("attempt", attempt)
        fields.int("timeoutSeconds", timeoutSeconds)
        fields.int("limitMilliseconds", limitMilliseconds)
        fields.int("heartbeatSeconds", heartbeatSeconds)
        fields.bool("atMostOnce", atMostOnce ? true : nil)
        fields.string("roleArn", roleArn)
        fields.string("token", token)
        fields.string("seed", seed?.hex)
        fields.int("mapRun", mapRun.map { Int($0.task.rawValue) })
        fields.int("redrive", mapRun?.count)
        fields.text("parameters", parameters)
    }
}

extension ExecutionEvent.ParallelStarted {
    fileprivate func write(to fields: inout EventFieldWriter) {
        fields.frame(frame)
        fields.int("branches", branches)
        fields.string("seed", seed?.hex)
        fields.text("input", input)
    }
}

extension ExecutionEvent.MapStarted {
    fileprivate func write(to fields: inout EventFieldWriter) {
        fields.frame(frame)
        fields.int("concurrency", concurrency)
        fields.bool("readsExecutionInput", readsExecutionInput ? true : nil)
        fields.string("seed", seed?.hex)
        fields.text("items", items)
        if let input { fields.text("input", input) }
    }
}
