internal import EventLog
internal import JSON
internal import StatesLanguage

/// A decision in the making: the events so far and the state they fold to.
struct Draft {
    private(set) var state: ExecutionState
    private(set) var events: [ExecutionEvent] = []
    /// The frames that may go on, the highest first, while several are moved side by side.
    var ready: [FrameID] = []
    let recordedAt: Timestamp
    let seed: Seed
    /// What its steps may evaluate.
    let allowance = EvaluationAllowance()
    /// The most events; a decision that reaches it is cut and goes on in the next commit.
    private let limit: Int

    init(state: ExecutionState, recordedAt: Timestamp, seed: Seed, limit: Int) {
        self.state = state
        self.recordedAt = recordedAt
        self.seed = seed
        self.limit = limit
        // Between two tasks there are four events or five.
        events.reserveCapacity(6)
    }

    /// Whether there is anything left to decide, and room for it: a decision that takes long holds up other executions.
    var goesOn: Bool { state.status == .running && events.count < limit && !allowance.isUsedUp }

    /// The attempt whose token that is, as long as it has not ended.
    func task(_ token: TaskToken) -> TaskAttempt? {
        guard state.status == .running else { return nil }
        let text = token.description
        return state.frames.first { $0.isOpenToAnswers && $0.task?.token == text }?.task
    }

    func isRunning(_ id: TaskID) -> Bool { task(id) != nil }

    func task(_ id: TaskID) -> TaskAttempt? {
        guard state.status == .running else { return nil }
        guard let id = state.frames.frame(of: id), let frame = state.frames[id], case .running = frame.phase else {
            return nil
        }
        return frame.task
    }

    /// Adds an event and folds it. The last event an execution has room for is its failure.
    mutating func record(_ event: ExecutionEvent) {
        guard state.status == .running || !event.needsRunningExecution else { return }
        var event = event
        if let limit = state.start?.eventLimit, state.version.rawValue + 1 >= limit, !event.endsExecution {
            event = .executionFailed(
                .init(
                    error: PredefinedError.runtime,
                    cause: "The execution reached the maximum number of history events (\(limit))."))
        }
        let parent = parentToLookAt(after: event)
        do {
            try state.evolve(event, at: recordedAt)
        } catch {
            preconditionFailure("a decision made an event that cannot be folded: \(error)")
        }
        events.append(event)
        if let parent { makeReady(parent) }
    }

    /// The frame, beside the one that moves, that may go on after an event: a branch that was opened, or the state around
    /// one that ended.
    private func parentToLookAt(after event: ExecutionEvent) -> FrameID? {
        switch event {
        case .branchStarted, .iterationStarted: FrameID(rawValue: state.version.next.rawValue)
        case .branchSucceeded(let event), .iterationSucceeded(let event): state.frames[event.frame]?.parent
        case .branchFailed(let event), .iterationFailed(let event): state.frames[event.frame]?.parent
        default: nil
        }
    }

    private mutating func makeReady(_ id: FrameID) {
        let place = ready.firstIndex { $0 <= id } ?? ready.endIndex
        if place < ready.endIndex, ready[place] == id { return }
        ready.insert(id, at: place)
    }
}

extension ExecutionEvent {
    var endsExecution: Bool {
        switch self {
        case .executionSucceeded, .executionFailed, .executionTimedOut, .executionAborted: true
        default: false
        }
    }

    fileprivate var needsRunningExecution: Bool {
        switch self {
        case .executionStarted, .executionRedriven: false
        default: true
        }
    }
}
