public import EventLog

/// An event of an execution as the service's `GetExecutionHistory` shows it.
public struct HistoryEvent: Hashable, Sendable {
    /// Its number, from 1.
    public let id: Int
    /// The number of the event that it follows from; 0 for the first of all, for the first state's entry and for what
    /// comes from outside. In a branch it is the event before it in that branch.
    public let previousEventId: Int
    /// When it happened.
    public let timestamp: Timestamp
    /// What happened.
    public let type: HistoryEventType
    /// What is to be said of it; `nil` where the service says nothing.
    public let details: HistoryEventDetails?
}
