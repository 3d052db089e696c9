public import EventLog
public import JSON
internal import StatesLanguage

/// Why the engine did not do what it was asked.
@nonexhaustive
public enum EngineError: Error, Sendable, CustomStringConvertible {
    /// The store failed.
    case store(EventStoreError)
    /// There is no machine of this name.
    case unknownStateMachine(String)
    /// The machine's tasks call resources for which nothing is registered.
    case unregisteredResources([String], stateMachine: String)
    /// An execution's name has a form that is not allowed.
    case invalidName(String)
    /// An execution's input is not JSON.
    case invalidInput(JSONError)
    /// An execution's input is larger than it may be.
    case inputTooLarge(bytes: Int, limit: Int)
    /// The name belongs to an execution that was started with other input.
    case executionAlreadyExists(name: String, execution: StreamID)
    /// There is no such execution.
    case executionDoesNotExist(StreamID)
    /// The Map Run of this ARN has ended, and cannot be changed.
    case mapRunHasEnded(String, ExecutionStatus)
    /// The command makes no sense for the execution's state.
    case refused(DecisionRefusal)
    /// The text is no task token.
    case invalidToken
    /// The output that came with a task token is not JSON.
    case invalidOutput(JSONError)
    /// The execution's stream cannot be understood.
    case unreadable(StreamID, ExecutionEventError)
    /// The definition that an execution is pinned to is missing or cannot be understood.
    case unreadableDefinition(SHA256Hash, reason: String)
    /// The engine is shutting down.
    case shuttingDown
    /// The task that waited was cancelled.
    case cancelled

    /// One line without payloads.
    public var description: String {
        switch self {
        case .store(let error): error.description
        case .unknownStateMachine(let name): "there is no state machine '\(name)'"
        case .unregisteredResources(let resources, let machine):
            "the state machine '\(machine)' calls resources for which nothing is registered: "
                + resources.joined(separator: ", ")
        case .invalidName(let name):
            "'\(name)' is not a name: 1 to 80 characters without blanks or <>{}[]?*\"#%\\^|~`$&,;:/"
        case .invalidInput(let error): "the input is not JSON: \(error)"
        case .inputTooLarge(let bytes, let limit): "the input has \(bytes) bytes, the limit is \(limit)"
        case .executionAlreadyExists(let name, let execution):
            "the name '\(name)' belongs to \(execution), which was started with other input"
        case .executionDoesNotExist(let execution): "there is no \(execution)"
        case .mapRunHasEnded(let arn, let status): "the Map Run '\(arn)' is \(status.rawValue) and cannot be changed"
        case .refused(let refusal): refusal.description
        case .invalidToken: "the task token is not one that this engine gives"
        case .invalidOutput(let error): "the output is not JSON: \(error)"
        case .unreadable(let stream, let error): "\(stream) cannot be read: \(error)"
        case .unreadableDefinition(let hash, let reason): "the definition \(hash) cannot be read: \(reason)"
        case .shuttingDown: "the engine is shutting down"
        case .cancelled: "the task was cancelled"
        }
    }
}
