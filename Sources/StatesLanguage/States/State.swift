/// One state of a machine.
@nonexhaustive
public enum State: Sendable, Hashable {
    /// Does work outside the machine.
    case task(TaskState)
    /// Hands its input on, reshaped.
    case pass(PassState)
    /// Goes on by its input.
    case choice(ChoiceState)
    /// Waits for a time.
    case wait(WaitState)
    /// Ends the machine well.
    case succeed(SucceedState)
    /// Ends the machine with an error.
    case fail(FailState)

    /// The state's name, unique in its machine.
    public var name: String {
        switch self {
        case .task(let state): state.name
        case .pass(let state): state.name
        case .choice(let state): state.name
        case .wait(let state): state.name
        case .succeed(let state): state.name
        case .fail(let state): state.name
        }
    }

    /// The state's `Comment`.
    public var comment: String? {
        switch self {
        case .task(let state): state.comment
        case .pass(let state): state.comment
        case .choice(let state): state.comment
        case .wait(let state): state.comment
        case .succeed(let state): state.comment
        case .fail(let state): state.comment
        }
    }

    /// The state's `Type`.
    public var kind: StateKind {
        switch self {
        case .task: .task
        case .pass: .pass
        case .choice: .choice
        case .wait: .wait
        case .succeed: .succeed
        case .fail: .fail
        }
    }
}
