internal import EventLog

/// Something to read.
struct ReadJob: Sendable {
    /// Reads, within one snapshot of the file, and tells the caller.
    let run: @Sendable (Connection) throws(EventStoreError) -> Void
    /// Tells the caller that it could not be read.
    let fail: @Sendable (EventStoreError) -> Void
}
