/// Where a state leads when it is done: `Next` or `End`.
public enum Transition: Sendable, Hashable {
    /// To the state of this name.
    case next(String)
    /// To the end of the machine.
    case end
}
