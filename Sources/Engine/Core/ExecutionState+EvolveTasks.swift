internal import EventLog
internal import JSON
internal import StatesLanguage

extension ExecutionState {
    mutating func evolveTask(_ event: ExecutionEvent, at time: Timestamp) throws(ExecutionEventError) {
        switch event {
        case .taskScheduled(let scheduled):
            let id = TaskID(version)
            let begun = scheduled.isMapRun ? BegunMapRun(id, scheduled, in: self) : nil
            try update(scheduled.frame, event) { frame in
                frame.task = TaskAttempt(id: id, scheduled)
                if scheduled.mapRun == nil || frame.mapRun == nil { frame.mapRun = begun }
                if let run = scheduled.mapRun { frame.mapRun?.run = run }
                frame.phase = .scheduled
            }
            if let visit = frames.visit(of: scheduled.frame) { path.update(visit) { $0.attempts += 1 } }
        case .taskStarted(let started):
            try update(started.task, event) { frame in
                frame.phase = .running
                frame.task?.runs = started.run
                frame.task?.worker = started.worker
                frame.task?.startedAt = time
                frame.task?.lastHeartbeat = nil
            }
            worker = started.worker
        case .taskHeartbeatRecorded(let beat):
            try update(beat.task, event) { $0.task?.lastHeartbeat = beat.at }
            progress()
        case .taskSubmitted(let submitted):
            try update(submitted.task, event) { frame in
                frame.phase = .submitted
                // It was the handler's.
                frame.task?.limitMilliseconds = nil
            }
            progress()
        case .taskSucceeded(let succeeded):
            try update(succeeded.task, event) { frame in
                frame.phase = .succeeded(output: succeeded.output)
                frame.mapRun?.hasSucceeded = true
            }
            progress()
        case .taskFailed(let failed):
            try update(failed.task, event) { $0.phase = .failed(Failure(error: failed.error, cause: failed.cause)) }
            progress()
        case .taskTimedOut(let timedOut):
            try update(timedOut.task, event) { $0.phase = .failed(timedOut.failure) }
            progress()
        case .notificationPublished(let published): try update(published.task, event) { _ in }
        default: throw impossible(event, "it is not a task's event")
        }
    }

    private mutating func update(
        _ id: TaskID, _ event: ExecutionEvent, _ change: (inout Frame) -> Void
    ) throws(ExecutionEventError) {
        guard status == .running else { throw impossible(event, "the execution has ended") }
        guard let frame = frames.frame(of: id) else { throw impossible(event, "no task \(id) is open") }
        _ = frames.update(frame, change)
    }
}

extension TaskAttempt {
    init(id: TaskID, _ scheduled: ExecutionEvent.TaskScheduled) {
        self.init(
            id: id, state: scheduled.state, resource: scheduled.resource, parameters: scheduled.parameters,
            attempt: scheduled.attempt, timeoutSeconds: scheduled.timeoutSeconds,
            limitMilliseconds: scheduled.limitMilliseconds, heartbeatSeconds: scheduled.heartbeatSeconds,
            atMostOnce: scheduled.atMostOnce, token: scheduled.token, runs: 0)
    }
}

extension ExecutionEvent.TaskTimedOut {
    /// A missed heartbeat is reported as `States.Timeout`, as the service does, and matched by its own name too.
    var failure: Failure {
        Failure(
            matched: reason == .heartbeat ? PredefinedError.heartbeatTimeout : PredefinedError.timeout,
            error: PredefinedError.timeout, cause: cause)
    }
}
