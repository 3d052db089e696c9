internal import Metrics

/// What the store tells the metrics system.
struct PostgresMetrics: Sendable {
    private let transactions = Counter(label: "daybook_postgres_transactions")
    private let commits = Counter(label: "daybook_postgres_commits")
    private let events = Counter(label: "daybook_postgres_events")
    private let resends = Counter(label: "daybook_postgres_resends")
    private let lostConnections = Counter(label: "daybook_postgres_lost_connections")
    private let duration = Metrics.Timer(label: "daybook_postgres_transaction_duration")

    /// A transaction of commits is durable.
    func wrote(_ batch: [PendingCommit], since start: Moment) {
        transactions.increment()
        commits.increment(by: batch.count)
        events.increment(by: batch.reduce(0) { $0 + $1.eventCount })
        duration.recordNanoseconds(Moment.now.nanoseconds - start.nanoseconds)
    }

    /// A transaction is sent again.
    func sentAgain() { resends.increment() }

    /// A connection that was up is gone.
    func lostConnection() { lostConnections.increment() }
}
