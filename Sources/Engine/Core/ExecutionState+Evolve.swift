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
        historyLength += historyCount(of: event)
        switch event {
        case .executionStarted(let started): try begin(started, at: time)
        case _ where start == nil: throw impossible(event, "the execution has not started")
        case .stateEntered(let entered): try enter(entered, at: time)
        case .stateExited(let exited): try exit(exited, at: time)
        case .choiceTaken(let choice):
            try update(choice.frame, event) { $0.phase = .chosen(rule: choice.rule) }
        case .waitScheduled(let wait): try update(wait.frame, event) { $0.phase = .waiting(due: wait.due) }
        case .waitFinished(let wait):
            try update(wait.frame, event) { $0.phase = .waited }
            progress()
        case .retryScheduled(let retry):
            try update(retry.frame, event) {
                $0.phase = .retrying(due: retry.due)
                $0.retries[retry.retrier] = retry.attempt
                // Trying a Map again is another run of it.
                $0.mapRun = nil
            }
            closeFork(of: retry.frame)
        case .evaluationFailed(let failed): try failEvaluation(failed, event)
        case .catcherTaken(let taken): try catchFailure(taken, event)
        case .parallelStarted, .mapStarted, .branchStarted, .iterationStarted, .branchSucceeded, .iterationSucceeded,
            .branchFailed, .iterationFailed:
            try evolveFork(event, at: time)
        case .taskScheduled, .taskStarted, .taskHeartbeatRecorded, .taskSubmitted, .taskSucceeded, .taskFailed,
            .taskTimedOut,
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
        mapRunRedrive = started.mapRunRedrive ?? 0
    }

    private mutating func enter(
        _ entered: ExecutionEvent.StateEntered, at time: Timestamp
    ) throws(ExecutionEventError) {
        if frames.isEmpty, entered.frame == .root {
            frames.open(Frame(id: .root, phase: .entered, input: entered.input, enteredAt: time))
        }
        let history = historyLength
        let visit = path.count
        try update(entered.frame, .stateEntered(entered)) { frame in
            frame.phase = .entered
            frame.state = entered.state
            frame.input = entered.input
            frame.enteredAt = time
            frame.enteredHistoryID = history
            frame.retries = [:]
            frame.task = nil
            frame.mapRun = nil
            frame.visit = visit
        }
        path.append(PathStep(state: entered.state, enteredAt: time))
    }

    private mutating func exit(_ exited: ExecutionEvent.StateExited, at time: Timestamp) throws(ExecutionEventError) {
        let assigned = try assigned(exited)
        var visit = 0
        var growth = 0
        var hasFork = false
        try update(exited.frame, .stateExited(exited)) { frame in
            frame.task = nil
            frame.mapRun = nil
            visit = frame.visit
            hasFork = frame.fork != nil
            if let assigned {
                growth -= frame.variables.ownSize
                frame.variables.assign(assigned)
                growth += frame.variables.ownSize
            }
            if let next = exited.next {
                frame.phase = .entering(state: next, input: exited.output)
            } else {
                frame.phase = .finished(output: exited.output)
            }
        }
        variablesSize += growth
        if hasFork { closeFork(of: exited.frame) }
        endVisit(visit, at: time, .succeeded)
    }

    private func assigned(_ exited: ExecutionEvent.StateExited) throws(ExecutionEventError) -> JSONObject? {
        guard let text = exited.assigned else { return nil }
        guard let object = (try? text.value())?.objectValue else {
            throw impossible(.stateExited(exited), "what it assigns is no object")
        }
        return object
    }

    private mutating func failEvaluation(
        _ failed: ExecutionEvent.EvaluationFailed, _ event: ExecutionEvent
    ) throws(ExecutionEventError) {
        try update(failed.frame, event) { frame in
            var failure = Failure(error: failed.error, cause: failed.cause)
            if case .caught = frame.phase { failure.isFinal = true }
            failure.isOfFork = failed.isOfFork
            frame.phase = .failed(failure)
        }
    }

    private mutating func catchFailure(
        _ taken: ExecutionEvent.CatcherTaken, _ event: ExecutionEvent
    ) throws(ExecutionEventError) {
        if let frame = frames[taken.frame] { countFailure(of: frame) }
        try update(taken.frame, event) { frame in
            frame.phase = .caught(catcher: taken.catcher, Failure(error: taken.error, cause: taken.cause))
        }
        guard let frame = frames[taken.frame] else { return }
        closeFork(of: taken.frame)
        caught.append(
            CaughtFailure(
                state: frame.state, catcher: taken.catcher, error: taken.error ?? "", cause: taken.cause ?? "",
                next: taken.next))
        path[frame.visit].outcome = .caught
    }

    mutating func endVisit(_ visit: Int, at time: Timestamp, _ outcome: PathStep.Outcome) {
        guard visit < path.count else { return }
        path.update(visit) { step in
            guard step.endedAt == nil else { return }
            step.endedAt = time
            // A Catcher was taken: the state is left, but not as it should be.
            if outcome != .succeeded || step.outcome != .caught { step.outcome = outcome }
        }
    }

    /// The state that failed goes on: its visit has not ended after all.
    mutating func reopenVisit(_ visit: Int) {
        guard path.indices.contains(visit) else { return }
        path.update(visit) { step in
            step.endedAt = nil
            step.outcome = .open
        }
    }

    /// What moves the machine itself clears the count of takeovers: the stream is not stuck.
    mutating func progress() {
        takeoversWithoutProgress = 0
    }

    mutating func update(
        _ id: FrameID, _ event: ExecutionEvent, _ change: (inout Frame) -> Void
    ) throws(ExecutionEventError) {
        guard status == .running else { throw impossible(event, "the execution has ended") }
        guard frames.update(id, change) else { throw impossible(event, "no frame \(id.rawValue) is open") }
    }

    func impossible(_ event: ExecutionEvent, _ reason: String) -> ExecutionEventError {
        .impossible(reason: reason, type: event.type, version: version)
    }
}
