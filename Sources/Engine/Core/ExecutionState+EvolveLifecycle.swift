internal import EventLog
internal import JSON
internal import StatesLanguage

extension ExecutionState {
    mutating func evolveLifecycle(_ event: ExecutionEvent, at time: Timestamp) throws(ExecutionEventError) {
        switch event {
        case .executionSucceeded(let succeeded):
            output = succeeded.output
            try end(.succeeded, event, at: time)
        case .executionFailed(let failed):
            (error, cause) = (failed.error, failed.cause)
            if let root = frames[.root] { countFailure(of: root) }
            try end(.failed, event, at: time)
        case .executionTimedOut(let timedOut):
            (error, cause) = (timedOut.error, timedOut.cause)
            try end(.timedOut, event, at: time)
        case .executionAborted(let aborted):
            (error, cause) = (aborted.error, aborted.cause)
            try end(.aborted, event, at: time)
        case .executionRedriven(let redriven): try redrive(redriven, event, at: time)
        case .executionTakenOver(let takenOver):
            guard status == .running else { throw impossible(event, "the execution has ended") }
            worker = takenOver.worker
            takeoversWithoutProgress += 1
            endRunsOfThePreviousWorker()
        case .executionParked(let parked):
            guard status == .running else { throw impossible(event, "the execution has ended") }
            self.parked = parked.reason
        case .executionUnparked:
            parked = nil
            progress()
        default: throw impossible(event, "it is not an event of the execution itself")
        }
    }

    /// A run that may be made again is as good as scheduled; one that may not stays open until its failure is recorded.
    private mutating func endRunsOfThePreviousWorker() {
        for frame in frames {
            guard case .running = frame.phase, frame.task?.atMostOnce == false else { continue }
            _ = frames.update(frame.id) { frame in
                frame.phase = .scheduled
                frame.task?.startedAt = nil
                frame.task?.lastHeartbeat = nil
            }
        }
    }

    private mutating func end(
        _ status: ExecutionStatus, _ event: ExecutionEvent, at time: Timestamp
    ) throws(ExecutionEventError) {
        guard self.status == .running else { throw impossible(event, "the execution has ended already") }
        self.status = status
        stoppedAt = time
        parked = nil
        guard status != .succeeded else { return progress() }
        for frame in frames where frame.isInsideState { endVisit(frame.visit, at: time, .failed) }
        progress()
    }

    /// A frame stands where it failed: it enters the state again, on the same input, as the service does. Branches that
    /// succeeded are not run again, unless the state failed because its data were too large.
    private mutating func redrive(
        _ redriven: ExecutionEvent.ExecutionRedriven, _ event: ExecutionEvent, at time: Timestamp
    ) throws(ExecutionEventError) {
        guard status != .running, status != .succeeded else { throw impossible(event, "there is nothing to redrive") }
        let isTooLarge = error == PredefinedError.dataLimitExceeded
        status = .running
        (stoppedAt, error, cause) = (nil, nil, nil)
        redriveCount = redriven.count
        redrivenAt = time
        redriveToken = redriven.clientToken
        mapRunRedrive = redriven.mapRunRedrive ?? mapRunRedrive
        if isTooLarge { closeFork(of: .root) }
        for frame in frames {
            if frame.isInsideState { reopenVisit(frame.visit) }
            _ = frames.update(frame.id) { frame in
                if isTooLarge { frame.mapRun = nil }
                frame.revive()
            }
        }
    }
}

extension Frame {
    /// Stands where it stood before the execution ended, or before another branch failed, and begins its state anew.
    fileprivate mutating func revive() {
        if case .suspended(let before) = phase { phase = before }
        guard isInsideState else {
            // Its Map could not say what it is given.
            if state.isEmpty, hasFailed { phase = .opened }
            return
        }
        retries = [:]
        task = nil
        switch phase {
        case .joined, .forked: break
        // A branch failed, and it is that branch which goes on; or all succeeded, and what was to be made of it failed.
        case .failed where fork != nil: phase = fork?.isComplete == true ? .joined : .forked
        default: phase = .entered
        }
    }
}
