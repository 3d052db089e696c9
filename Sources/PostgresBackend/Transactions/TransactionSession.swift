internal import EventLog

/// A connection for transactions that handlers write in, on a thread of its own.
///
/// Unchecked, because the connection is touched by nothing but jobs of its thread.
final class TransactionSession: @unchecked Sendable {
    /// What became of an append and the COMMIT behind it.
    enum End: Sendable {
        case committed(Set<Queue>)
        /// The append lost; its savepoint was rolled back and the transaction is still open.
        case lost
        /// Nothing in the transaction is durable.
        case failed(EventStoreError)
        /// The connection was lost after COMMIT was sent; the transaction's id tells more.
        case unknown(transaction: String)
    }

    private let thread = SessionThread()
    private let parameters: ConnectionParameters
    /// How long the server waits between the steps of a commit.
    private let patience: Duration
    private var connection: BlockingConnection?

    init(_ parameters: ConnectionParameters, patience: Duration) {
        self.parameters = parameters
        self.patience = patience
    }

    deinit {
        thread.close()
    }

    /// Connects where it is not, and begins.
    func begin() async -> EventStoreError? {
        await run { session in
            for _ in 0..<2 {
                do throws(EventStoreError) {
                    if session.connection == nil { session.connection = try BlockingConnection(session.parameters) }
                    try session.connection?.execute(
                        "BEGIN ISOLATION LEVEL READ COMMITTED", while: "beginning a transaction")
                    return nil
                } catch {
                    // A connection that lay idle may be gone; a new one is tried once.
                    let wasFresh = session.connection == nil
                    session.connection = nil
                    if wasFresh { return error }
                }
            }
            return EventStoreError.unavailable(reason: "no connection for a transaction could be made")
        } ?? .closed
    }

    /// Runs a statement of the caller's own.
    func execute(_ sql: String, _ values: [String?]) async -> Result<[[String?]], PostgresFailure> {
        await run { session in
            guard let connection = session.connection else { return .failure(.lost(reason: "the connection is gone")) }
            return connection.answer(to: sql, values).map(\.texts)
        } ?? .failure(.closed)
    }

    /// Appends behind a savepoint, and commits.
    func commit(_ batch: CommitBatch) async -> End {
        await run { session in session.appendAndCommit(batch) } ?? .failed(.closed)
    }

    /// Ends the transaction in nothing; whether the connection can be used again.
    func rollBack() async -> Bool {
        await run { session in
            guard let connection = session.connection else { return true }
            if connection.state == .idle { return true }
            if case .success = connection.answer(to: BoundStatement("ROLLBACK")) { return true }
            session.connection = nil
            return true
        } ?? false
    }

    private func appendAndCommit(_ batch: CommitBatch) -> End {
        guard let connection else { return .failed(.unavailable(reason: "the transaction's connection was lost")) }
        switch connection.state {
        case .open: break
        case .failed:
            return giveUp(
                .other(code: "25P02", reason: "a statement of the transaction failed, so nothing in it counts"))
        case .idle: return .failed(.invalidRequest(reason: "the transaction was ended by a statement of its own"))
        case .dead: return giveUp(.unavailable(reason: "the transaction's connection was lost"))
        }
        if let failure = failure(of: [
            TransactionStatements.savepoint, TransactionStatements.settings(patience: patience),
        ]) {
            return giveUp(EventStoreError(failure, while: "appending in a transaction"))
        }
        var replies: [Reply] = []
        for statement in batch.statements {
            switch connection.answer(to: statement) {
            case .success(let reply): replies.append(reply)
            case .failure(.refused(let error))
            where error.consequence == .findLosers || error.consequence == .makePeriods:
                if let failure = failure(of: [TransactionStatements.backToSavepoint]) {
                    return giveUp(EventStoreError(failure, while: "rolling an append back"))
                }
                return .lost
            case .failure(let failure): return giveUp(EventStoreError(failure, while: "appending in a transaction"))
            }
        }
        let id: String
        switch connection.answer(to: TransactionStatements.id) {
        case .success(let reply): id = reply.text(0, 0)
        case .failure(let failure): return giveUp(EventStoreError(failure, while: "appending in a transaction"))
        }
        switch connection.answer(to: BoundStatement("COMMIT")) {
        case .success: return .committed(batch.queues(in: replies))
        // A constraint that is checked at the end, or a failure to serialize: Postgres rolled it back.
        case .failure(.refused(let error)) where connection.state == .idle:
            return .failed(EventStoreError(.refused(error), while: "committing a transaction"))
        case .failure:
            self.connection = nil
            return .unknown(transaction: id)
        }
    }

    private func failure(of statements: [BoundStatement]) -> PostgresFailure? {
        guard let connection else { return .lost(reason: "the connection is gone") }
        for statement in statements {
            if case .failure(let failure) = connection.answer(to: statement) { return failure }
        }
        return nil
    }

    private func giveUp(_ error: EventStoreError) -> End {
        if let connection, case .failure = connection.answer(to: BoundStatement("ROLLBACK")) { self.connection = nil }
        return .failed(error)
    }

    private func run<Value: Sendable>(_ body: @escaping @Sendable (TransactionSession) -> Value) async -> Value? {
        await thread.run { [self] in body(self) }
    }
}
