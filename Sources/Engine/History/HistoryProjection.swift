public import EventLog
internal import FoundationEssentials
internal import JSON
public import StatesLanguage

/// Retells an execution's stream in the events of the service's `GetExecutionHistory`.
///
/// It is a pure function of the stream and the definition the execution is pinned to. What the service does not tell (a
/// retry that was scheduled, a rule that was taken, a worker that died) is left out; a state that failed is told of when it
/// is known what follows, as the service does.
///
/// ```swift
/// let history = try HistoryProjection.events(of: stream, definition: definition)
/// ```
public struct HistoryProjection: Sendable {
    let definition: StateMachineDefinition
    var state = ExecutionState()
    /// The number of the last event.
    private(set) var length = 0
    /// The number of the event that the next one of a frame follows.
    var latest: [FrameID: Int] = [:]
    /// The entry of the state that a frame is in, and what that follows.
    var entries: [FrameID: (id: Int, previous: Int)] = [:]
    private var told: [HistoryEvent] = []
    private var time = Timestamp(microseconds: 0)
    /// The execution's stream.
    private(set) var execution = UUID(high: 0, low: 0)

    /// Begins before the first event of an execution of this definition.
    public init(definition: StateMachineDefinition) {
        self.definition = definition
    }

    /// The history that a whole stream tells.
    ///
    /// - Throws: `ExecutionEventError` at the first event that is unknown, malformed or impossible.
    public static func events(
        of stream: some Sequence<RecordedEvent>, definition: StateMachineDefinition
    ) throws(ExecutionEventError) -> [HistoryEvent] {
        var projection = HistoryProjection(definition: definition)
        var history: [HistoryEvent] = []
        for event in stream { history += try projection.append(event) }
        return history
    }

    /// The events of the history that the next event of the stream stands for; often one, sometimes none.
    ///
    /// - Throws: `ExecutionEventError` where the event is unknown, malformed or impossible.
    public mutating func append(_ recorded: RecordedEvent) throws(ExecutionEventError) -> [HistoryEvent] {
        let event = try ExecutionEvent(recorded)
        time = recorded.recordedAt
        execution = recorded.stream.uuid
        told.removeAll(keepingCapacity: true)
        // What an event ends can be seen only before it.
        tellBefore(event)
        try state.evolve(recorded)
        tell(event)
        return told
    }

    /// Adds an event that follows `previous`, and gives its number.
    @discardableResult
    mutating func add(_ type: HistoryEventType, after previous: Int, _ details: HistoryEventDetails? = nil) -> Int {
        length += 1
        told.append(
            HistoryEvent(id: length, previousEventId: previous, timestamp: time, type: type, details: details))
        return length
    }

    /// Adds an event of a frame, which its next one follows.
    mutating func add(_ type: HistoryEventType, in frame: FrameID, _ details: HistoryEventDetails? = nil) {
        latest[frame] = add(type, after: latest[frame] ?? 0, details)
    }

    private mutating func tellBefore(_ event: ExecutionEvent) {
        switch event {
        case .taskStarted(let started):
            if started.run == 1 { tellStart(of: started) }
        case .taskSubmitted(let submitted): tellSubmission(of: submitted)
        case .taskHeartbeatRecorded(let beat): tellHandover(of: beat)
        case .taskSucceeded(let succeeded): tellTask(succeeded.task, .succeeded(succeeded.output))
        case .taskFailed(let failed): tellTask(failed.task, .failed(error: failed.error, cause: failed.cause))
        case .taskTimedOut(let timedOut): tellTask(timedOut.task, .timedOut(cause: timedOut.cause))
        case .catcherTaken(let taken): tellFailedFork(of: taken.frame)
        case .executionFailed: tellFailedFork(of: .root)
        case .iterationSucceeded(let succeeded), .branchSucceeded(let succeeded): tellSuccess(of: succeeded)
        case .iterationFailed(let failed), .branchFailed(let failed): tellFailure(of: failed)
        default: break
        }
    }

    private mutating func tell(_ event: ExecutionEvent) {
        switch event {
        case .executionStarted(let started):
            add(
                .executionStarted, after: 0,
                .started(
                    input: started.input, roleArn: started.roleArn,
                    stateMachineVersionArn: started.version.map { "\(started.stateMachine):\($0)" },
                    stateMachineAliasArn: started.alias.map { "\(started.stateMachine):\($0)" }))
        case .stateEntered(let entered):
            let type = kind(of: entered.state).enteredEvent
            let previous = latest[entered.frame] ?? 0
            add(type, in: entered.frame, .stateEntered(name: entered.state, input: entered.input))
            entries[entered.frame] = (length, previous)
        case .stateExited(let exited): tellExit(exited)
        case .taskScheduled(let scheduled): tellSchedule(of: scheduled)
        case .evaluationFailed(let failed): tellFailure(of: failed)
        case .parallelStarted(let started): tellStart(of: started)
        case .mapStarted(let started): tellStart(of: started)
        case .branchStarted(let started): latest[FrameID(rawValue: state.version.rawValue)] = latest[started.frame]
        case .iterationStarted(let started): tellStart(of: started)
        case .iterationSucceeded, .branchSucceeded, .iterationFailed, .branchFailed: break
        case .executionSucceeded(let succeeded): add(.executionSucceeded, in: .root, .output(succeeded.output))
        case .executionFailed(let failed):
            add(.executionFailed, in: .root, .failure(error: failed.error, cause: failed.cause))
        // These come from outside, and follow nothing.
        case .executionTimedOut(let timedOut):
            add(.executionTimedOut, after: 0, .failure(error: timedOut.error, cause: timedOut.cause))
        case .executionAborted(let aborted):
            add(.executionAborted, after: 0, .failure(error: aborted.error, cause: aborted.cause))
        case .executionRedriven(let redriven):
            add(.executionRedriven, after: length, .redriven(count: redriven.count))
        default: break
        }
    }

    /// The service lets what fails at once follow what its state's entry follows; but not where a time is none.
    private mutating func tellFailure(of failed: ExecutionEvent.EvaluationFailed) {
        let details = HistoryEventDetails.evaluationFailed(
            state: failed.state, location: failed.location, error: failed.error, cause: failed.cause)
        let last = latest[failed.frame] ?? 0
        let entry = entries[failed.frame]
        let isAtOnce = entry?.id == last && kind(of: failed.state) != .wait
        latest[failed.frame] = add(.evaluationFailed, after: isAtOnce ? entry?.previous ?? 0 : last, details)
    }

    private mutating func tellExit(_ exited: ExecutionEvent.StateExited) {
        let assigned = (try? exited.assigned?.value())?.objectValue ?? JSONObject()
        // Every kind is left but Fail, and that one never is.
        guard let type = kind(of: exited.state).exitedEvent else { return }
        add(
            type, in: exited.frame,
            .stateExited(name: exited.state, output: exited.output, assignedVariables: assigned))
    }

    /// The kind of a state; of a definition that does not fit the stream, that it is a task.
    func kind(of state: String) -> StateKind { definition.state(named: state)?.kind ?? .task }
}

extension StateKind {
    fileprivate var enteredEvent: HistoryEventType {
        switch self {
        case .task: .taskStateEntered
        case .pass: .passStateEntered
        case .wait: .waitStateEntered
        case .choice: .choiceStateEntered
        case .parallel: .parallelStateEntered
        case .map: .mapStateEntered
        case .succeed: .succeedStateEntered
        case .fail: .failStateEntered
        }
    }

    fileprivate var exitedEvent: HistoryEventType? {
        switch self {
        case .task: .taskStateExited
        case .pass: .passStateExited
        case .wait: .waitStateExited
        case .choice: .choiceStateExited
        case .parallel: .parallelStateExited
        case .map: .mapStateExited
        case .succeed: .succeedStateExited
        case .fail: nil
        }
    }
}
