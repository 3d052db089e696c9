public import EventLog

/// One visit of a state, as far as it has come.
public struct PathStep: Hashable, Sendable {
    /// How a visit went.
    public enum Outcome: Hashable, Sendable {
        /// The state has not been left.
        case open
        /// The state was left as it should be.
        case succeeded
        /// The state failed, and a Catcher took the failure.
        case caught
        /// The state failed or was stopped, and the execution with it.
        case failed
    }

    /// The state.
    public var state: String
    /// When it was entered.
    public var enteredAt: Timestamp
    /// When it was left or ended.
    public var endedAt: Timestamp?
    /// How the visit went.
    public var outcome = Outcome.open
    /// How many attempts were scheduled, where the state is a task.
    public var attempts = 0
}
