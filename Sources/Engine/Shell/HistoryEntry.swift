public import EventLog

/// One event of an execution's history, understood.
public struct HistoryEntry: Hashable, Sendable {
    /// Its place in the stream.
    public let version: StreamVersion
    /// When it happened.
    public let recordedAt: Timestamp
    /// What happened.
    public let event: ExecutionEvent
    /// The event as it stands in the log.
    public let recorded: RecordedEvent

    init(_ recorded: RecordedEvent) throws(ExecutionEventError) {
        self.version = recorded.version
        self.recordedAt = recorded.recordedAt
        self.event = try ExecutionEvent(recorded)
        self.recorded = recorded
    }
}
