public import EventLog
internal import JSON
internal import StatesLanguage

extension ExecutionState {
    /// Folds one recorded event into the state.
    ///
    /// - Throws: `ExecutionEventError` where the event is unknown, malformed or cannot follow the events before it.
    public mutating func evolve(_ event: RecordedEvent) throws(ExecutionEventError) {
        guard event.version == version.next else {
            throw .impossible(reason: "it follows version \(version)", type: event.type, version: event.version)
        }
        try evolve(ExecutionEvent(event), at: event.recordedAt)
    }

    /// Folds the next event into the state.
    ///
    /// - Throws: `ExecutionEventError.impossible` where the event cannot follow the events before it; never for an event
    ///   that `Decider` produced for this state.
    public mutating func evolve(_ event: ExecutionEvent, at time: Timestamp) throws(ExecutionEventError) {
        version = version.next
        lastEventAt = time
        if event.isInHistory { historyLength += 1 }
        switch event {
        case .executionStarted(let started): try begin(started, at: time)
        case _ where start == nil: throw impossible(event, "the execution has not started")
        case .stateEntered(let entered): try enter(entered, at: time)
        case .stateExited(let exited): try exit(exited, at: time)
        case .choiceTaken(let choice):
            try update(choice.frame, event) { $0.phase = .chosen(next: choice.next) }
        case .waitScheduled(let wait): try update(wait.frame, event) { $0.phase = .waiting(due: wait.due) }
        case .waitFinished(let wait):
            try update(wait.frame, event) { $0.phase = .waited }
            progress()
        case .retryScheduled(let retry):
            try update(retry.frame, event) {
                $0.phase = .retrying(due: retry.due)
                $0.retries[retry.retrier] = retry.attempt
            }
        case .catcherTaken(let taken): try catchFailure(taken, event)
        case .taskScheduled, .taskStarted, .taskHeartbeatRecorded, .taskSucceeded, .taskFailed, .taskTimedOut,
            .notificationPublished:
            try evolveTask(event, at: time)
        case .executionSucceeded, .executionFailed, .executionTimedOut, .executionAborted, .executionRedriven,
            .executionTakenOver, .executionParked, .executionUnparked:
            try evolveLifecycle(event, at: time)
        }
    }

    private mutating func begin(
        _ started: ExecutionEvent.ExecutionStarted, at time: Timestamp
    ) throws(ExecutionEventError) {
        guard start == nil else { throw impossible(.executionStarted(started), "the execution has started already") }
        guard started.semantics <= .current else { throw .unknownSemantics(started.semantics) }
        start = started
        arn = started.executionArn
        stateMachineName = started.stateMachineName
        startedAt = time
    }

    private mutating func enter(
        _ entered: ExecutionEvent.StateEntered, at time: Timestamp
    ) throws(ExecutionEventError) {
        if frames.isEmpty, entered.frame == .root {
            frames.append(Frame(id: .root, phase: .entered, input: entered.input, enteredAt: time))
        }
        let history = historyLength
        try update(entered.frame, .stateEntered(entered)) { frame in
            frame.phase = .entered
            frame.state = entered.state
            frame.input = entered.input
            frame.enteredAt = time
            frame.enteredHistoryID = history
            frame.retries = [:]
            frame.task = nil
        }
        path.append(PathStep(state: entered.state, enteredAt: time))
    }

    private mutating func exit(_ exited: ExecutionEvent.StateExited, at time: Timestamp) throws(ExecutionEventError) {
        try update(exited.frame, .stateExited(exited)) { frame in
            frame.task = nil
            if let next = exited.next {
                frame.phase = .entering(state: next, input: exited.output)
            } else {
                frame.phase = .finished(output: exited.output)
            }
        }
        endVisit(at: time, path.last?.outcome == .caught ? .caught : .succeeded)
    }

    private mutating func catchFailure(
        _ taken: ExecutionEvent.CatcherTaken, _ event: ExecutionEvent
    ) throws(ExecutionEventError) {
        try update(taken.frame, event) { frame in
            frame.phase = .caught(catcher: taken.catcher, Failure(error: taken.error, cause: taken.cause))
        }
        let state = frames.first { $0.id == taken.frame }?.state ?? ""
        caught.append(
            CaughtFailure(
                state: state, catcher: taken.catcher, error: taken.error, cause: taken.cause, next: taken.next))
        if let last = path.indices.last { path[last].outcome = .caught }
    }

    mutating func endVisit(at time: Timestamp, _ outcome: PathStep.Outcome) {
        guard let last = path.indices.last, path[last].endedAt == nil else { return }
        path[last].endedAt = time
        path[last].outcome = outcome
    }

    /// The state that failed goes on: its visit has not ended after all.
    mutating func reopenVisit() {
        guard let last = path.indices.last else { return }
        path[last].endedAt = nil
        path[last].outcome = .open
    }

    /// What moves the machine itself clears the count of takeovers: the stream is not stuck.
    mutating func progress() {
        takeoversWithoutProgress = 0
    }

    mutating func update(
        _ id: FrameID, _ event: ExecutionEvent, _ change: (inout Frame) -> Void
    ) throws(ExecutionEventError) {
        guard status == .running else { throw impossible(event, "the execution has ended") }
        guard let index = frames.firstIndex(where: { $0.id == id }) else {
            throw impossible(event, "no frame \(id.rawValue) is open")
        }
        change(&frames[index])
    }

    func impossible(_ event: ExecutionEvent, _ reason: String) -> ExecutionEventError {
        .impossible(reason: reason, type: event.type, version: version)
    }
}
