internal import EventLog
internal import JSON

extension ExecutionState {
    mutating func evolveLifecycle(_ event: ExecutionEvent, at time: Timestamp) throws(ExecutionEventError) {
        switch event {
        case .executionSucceeded(let succeeded):
            output = succeeded.output
            try end(.succeeded, event, at: time)
        case .executionFailed(let failed):
            (error, cause) = (failed.error, failed.cause)
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
        for index in frames.indices {
            guard case .running = frames[index].phase, frames[index].task?.atMostOnce == false else { continue }
            frames[index].phase = .scheduled
            frames[index].task?.startedAt = nil
            frames[index].task?.lastHeartbeat = nil
        }
    }

    private mutating func end(
        _ status: ExecutionStatus, _ event: ExecutionEvent, at time: Timestamp
    ) throws(ExecutionEventError) {
        guard self.status == .running else { throw impossible(event, "the execution has ended already") }
        self.status = status
        stoppedAt = time
        parked = nil
        if status != .succeeded { endVisit(at: time, .failed) }
        progress()
    }

    /// The frame stands where it failed: it enters the state again, on the same input, as the service does.
    private mutating func redrive(
        _ redriven: ExecutionEvent.ExecutionRedriven, _ event: ExecutionEvent, at time: Timestamp
    ) throws(ExecutionEventError) {
        guard status != .running, status != .succeeded else { throw impossible(event, "there is nothing to redrive") }
        status = .running
        (stoppedAt, error, cause) = (nil, nil, nil)
        redriveCount = redriven.count
        redrivenAt = time
        for index in frames.indices where frames[index].isInsideState {
            frames[index].retries = [:]
            frames[index].task = nil
            frames[index].phase = .entered
            reopenVisit()
        }
    }
}
