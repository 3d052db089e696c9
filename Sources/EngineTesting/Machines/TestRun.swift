public import Engine
public import EventLog
public import JSON
internal import StatesLanguage

/// What a machine did in a test.
public struct TestRun: Sendable {
    /// The fold of the events.
    public let state: ExecutionState
    /// The events as the log would hold them.
    public let stream: [RecordedEvent]
    /// The same events, understood.
    public let events: [ExecutionEvent]
    /// The same as the service's history tells it.
    public let history: [HistoryEvent]
    /// The messages that were published, in order.
    public let notifications: [PublishedMessage]
    /// What was assigned to each variable last, in any scope.
    public let variables: [String: JSONValue]

    /// How it ended.
    public var status: ExecutionStatus { state.status }
    /// What it ended with; `nil` where it did not succeed.
    public var output: JSONValue? { try? state.output?.value() }
    /// The same, byte for byte.
    public var outputText: String? { state.output?.string }
    /// The error that ended it.
    public var error: String? { state.error }
    /// What happened, where it failed.
    public var cause: String? { state.cause }
    /// The states entered, in order; those of branches and iterations among them.
    public var path: [String] { state.path.map(\.state) }
    /// The failures that Catchers took, in order.
    public var caught: [CaughtFailure] { Array(state.caught) }
    /// How long it took on the machine's clock.
    public var elapsed: Duration { (state.stoppedAt ?? state.lastEventAt).duration(since: state.startedAt) }

    /// How often the task of a state was attempted, over all visits.
    public func attempts(of name: String) -> Int {
        state.path.reduce(0) { $0 + ($1.state == name ? $1.attempts : 0) }
    }

    /// What the tasks of a state were given, attempt by attempt.
    public func inputs(of name: String) -> [JSONValue] {
        events.compactMap { event in
            guard case .taskScheduled(let scheduled) = event, scheduled.state == name else { return nil }
            return try? scheduled.parameters.value()
        }
    }

    /// The run in lines, for a person: a state, what its task was given and answered, the end.
    public var story: String { ExecutionStory(events: zip(stream, events).map { ($0.version, $1) }).text }

    init(_ simulation: MachineSimulation, _ machine: StateMachine) throws(MachineTestError) {
        state = simulation.state
        stream = simulation.events
        notifications = simulation.notifications
        do {
            events = try simulation.events.map { try ExecutionEvent($0) }
            history = try HistoryProjection.events(of: simulation.events, definition: machine.definition)
        } catch {
            throw MachineTestError("the events cannot be read back: \(error)")
        }
        var variables: [String: JSONValue] = [:]
        for case .stateExited(let exited) in events {
            for (name, value) in (try? exited.assigned?.value())?.objectValue ?? JSONObject() {
                variables[name] = value
            }
        }
        self.variables = variables
    }
}
