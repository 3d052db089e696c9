/// Statements that travel together in one round trip, and whom to tell.
struct Request: Sendable {
    /// The statements, in their order.
    let statements: [BoundStatement]
    /// Whether they are one transaction with a COMMIT of its own, whose answer comes after it is durable. Without it each
    /// request is a transaction too, as Postgres makes one of all that comes before a sync; that is enough to read.
    let isTransaction: Bool
    /// How long the answer may take before the connection counts as lost.
    let timeout: Duration
    /// Called on the reactor's thread with one reply for each statement; it may not wait for anything.
    let answer: @Sendable (Result<[Reply], PostgresFailure>) -> Void
}
