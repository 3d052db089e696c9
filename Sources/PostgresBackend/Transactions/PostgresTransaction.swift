public import EventLog
internal import Synchronization

/// A transaction in the store's database, in which a handler writes its own tables; it ends with the commit that records
/// the task's success, or in nothing.
///
/// ```swift
/// engine.register("pay") { (payment: Payment, context: TaskContext) in
///     let transaction = try await context.transaction(of: PostgresTransaction.self)
///     try await transaction.execute("INSERT INTO ledger VALUES ($1, $2)", [context.idempotencyKey, "\(payment.cents)"])
///     return Receipt(cents: payment.cents)
/// }
/// ```
///
/// Its isolation is `READ COMMITTED`. It has a connection of its own for as long as it is open, of which a store has so many
/// (`PostgresConfiguration.transactions`). Statements that end a transaction are not for handlers: where one does so all the
/// same, the task fails.
public final class PostgresTransaction: EventStoreTransaction {
    private let session: Mutex<TransactionSession?>
    private let pool: TransactionPool
    private let resolver: TransactionResolver

    init(_ session: TransactionSession, _ pool: TransactionPool, _ resolver: TransactionResolver) {
        self.session = Mutex(session)
        self.pool = pool
        self.resolver = resolver
    }

    deinit {
        // Nobody ended it: its connection goes with it, and the server rolls it back.
        if session.withLock({ $0 }) != nil { pool.drop() }
    }

    /// Runs one statement and gives its rows, each value as Postgres writes it as text; `nil` for NULL.
    ///
    /// - Parameter values: what `$1`, `$2`, … stand for, as text; the server reads them as values of the types it expects.
    /// - Throws: `PostgresQueryError` where the server refuses it. The transaction is void then: nothing of it will be kept.
    @discardableResult
    public func execute(
        _ sql: String, _ values: [String?] = []
    ) async throws(PostgresQueryError) -> [[String?]] {
        guard let session = session.withLock({ $0 }) else {
            throw PostgresQueryError(sqlState: nil, message: "the transaction has ended")
        }
        switch await session.execute(sql, values) {
        case .success(let rows): return rows
        case .failure(.refused(let error)): throw PostgresQueryError(sqlState: error.code, message: error.message)
        case .failure(let failure): throw PostgresQueryError(sqlState: nil, message: failure.reason)
        }
    }

    /// Appends, and ends the transaction; after a conflict it is still open.
    ///
    /// - Throws: `EventStoreError` where it is certain that nothing in it is durable.
    public func commit(_ commit: Commit) async throws(EventStoreError) -> CommitOutcome {
        try PostgresRules.check(commit)
        guard let session = session.withLock({ $0 }) else { throw .closed }
        for _ in 0..<10 {
            if let error = await resolver.makePeriods(of: commit) {
                await rollBack()
                throw error
            }
            switch await session.commit(resolver.batch(of: commit)) {
            case .committed(let queues):
                end()
                resolver.publish(queues)
                return .committed
            case .failed(let error):
                end()
                throw error
            case .unknown(let transaction):
                end()
                guard try await resolver.isCommitted(commit, transaction) else {
                    throw .unavailable(reason: "the connection was lost while committing, and nothing was committed")
                }
                return .committed
            case .lost:
                // Whoever won may have rolled back meanwhile: then the stream is where it was, and it is tried again.
                if let outcome = try await resolver.conflict(of: commit) { return outcome }
            }
        }
        await rollBack()
        throw .unavailable(reason: "an append met a conflict again and again that nobody committed")
    }

    /// Ends the transaction in nothing; one that has ended is left as it is.
    public func rollBack() async {
        guard let session = session.withLock({ $0.take() }) else { return }
        if await session.rollBack() { pool.give(session) } else { pool.drop() }
    }

    private func end() {
        if let session = session.withLock({ $0.take() }) { pool.give(session) }
    }
}
