public import EventLog
public import JSON

/// What is known of an execution, as its stream folds.
public struct ExecutionDescription: Hashable, Sendable {
    /// The execution's stream.
    public let execution: StreamID
    /// The fold.
    public let state: ExecutionState

    init(_ execution: StreamID, _ state: ExecutionState) {
        self.execution = execution
        self.state = state
    }

    /// The execution's ARN.
    public var arn: String { state.arn }
    /// The execution's name.
    public var name: String { state.start?.name ?? "" }
    /// The ARN of its machine.
    public var stateMachineArn: String { state.start?.stateMachine ?? "" }
    /// Where it stands.
    public var status: ExecutionStatus { state.status }
    /// When it started.
    public var startedAt: Timestamp { state.startedAt }
    /// When it ended; `nil` while it runs.
    public var stoppedAt: Timestamp? { state.stoppedAt }
    /// Its input.
    public var input: JSONText { state.start?.input ?? .emptyObject }
    /// Its output, once it succeeded.
    public var output: JSONText? { state.output }
    /// The failure that ended it.
    public var error: String? { state.error }
    /// What happened, where it failed.
    public var cause: String? { state.cause }
    /// The failures that Catchers took.
    public var caught: [CaughtFailure] { Array(state.caught) }
    /// The states entered, oldest first.
    public var path: [PathStep] { Array(state.path) }
}
