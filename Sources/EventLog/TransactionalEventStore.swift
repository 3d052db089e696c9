/// A store in whose transactions its callers may write their own data.
///
/// What a caller writes in a transaction and the commit that ends it become durable together or not at all. The
/// transactions have connections apart from those that write the log: one that stays open holds up nobody.
public protocol TransactionalEventStore: EventStore {
    /// A transaction of this store.
    associatedtype Transaction: EventStoreTransaction

    /// Begins a transaction.
    ///
    /// - Throws: `EventStoreError` where there is no connection for it.
    func begin() async throws(EventStoreError) -> Transaction
}

/// A transaction that ends with a commit to the log, or in nothing.
public protocol EventStoreTransaction: AnyObject, Sendable {
    /// Appends, and ends the transaction: after `committed` everything in it is durable. After a conflict nothing was
    /// appended, and the transaction is still open.
    ///
    /// - Throws: `EventStoreError` where it is certain that nothing in the transaction is durable, and never will be. As
    ///   long as the store cannot tell, it waits.
    func commit(_ commit: Commit) async throws(EventStoreError) -> CommitOutcome

    /// Ends the transaction in nothing; one that has ended is left as it is.
    func rollBack() async
}
