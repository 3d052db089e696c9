internal import EventLog

/// Something to do within the writer's next transaction.
struct WriteJob: Sendable {
    /// Does it, and returns how to tell the caller once the transaction is durable. Throws before it has changed anything,
    /// or because of the file, which ends the transaction for all.
    let run: @Sendable (WriteSession) throws(EventStoreError) -> @Sendable () -> Void
    /// Tells the caller that it did not come to be.
    let fail: @Sendable (EventStoreError) -> Void
    /// Whether it needs the file for itself, without a transaction of others around it.
    var isExclusive = false
}
