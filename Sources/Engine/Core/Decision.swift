public import EventLog

/// What was decided: events to commit, and the state once they are.
public struct Decision: Hashable, Sendable {
    /// The events, in order; empty where the input changes nothing.
    public let events: [ExecutionEvent]
    /// When they happened: never before the event that precedes them.
    public let recordedAt: Timestamp
    /// The fold with these events.
    public let state: ExecutionState

    /// The events as they are appended.
    public var newEvents: [NewEvent] {
        var fields = EventFieldWriter()
        return events.map { $0.newEvent(recordedAt: recordedAt, by: &fields) }
    }
}
