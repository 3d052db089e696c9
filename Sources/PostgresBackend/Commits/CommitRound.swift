internal import EventLog

/// What of many pending commits goes into the next transaction: a value, so that it is tested without a database.
///
/// Each stream is named only once in a transaction, and commits that name one stream keep their order. Where it is known
/// that a commit expects another head than its stream has, it is not tried but looked at.
struct CommitRound {
    /// The most of one transaction.
    struct Limits: Sendable {
        var events = 2000
        var bytes = 4 << 20
    }

    /// To be written now.
    private(set) var batch: [PendingCommit] = []
    /// To be looked at now: they conflict, or were stored before.
    private(set) var suspects: [PendingCommit] = []
    /// For later rounds, in their order.
    private(set) var rest: [PendingCommit] = []

    /// - Parameter heads: where streams ended a moment ago.
    init(_ pending: [PendingCommit], heads: [StreamID: StreamHead], limits: Limits = Limits()) {
        var taken: Set<StreamID> = []
        var periods: Set<Period> = []
        var (events, bytes, isFull) = (0, 0, false)
        for commit in pending {
            let appends = commit.commit.appends
            let isBlocked = appends.contains { taken.contains($0.stream) }
            taken.formUnion(appends.map(\.stream))
            guard !isBlocked else {
                rest.append(commit)
                continue
            }
            if appends.contains(where: { heads[$0.stream].map { [expected = $0.expected] in $0 != expected } ?? false })
            {
                suspects.append(commit)
                // It changes nothing: who comes after it on the same streams need not wait.
                taken.subtract(appends.map(\.stream))
                continue
            }
            let together = periods.union(commit.periods)
            let fits = events + commit.eventCount <= limits.events && bytes + commit.byteCount <= limits.bytes
            guard batch.isEmpty || (!isFull && fits && together.count <= PeriodFilter.limit) else {
                isFull = true
                rest.append(commit)
                continue
            }
            periods = together
            events += commit.eventCount
            bytes += commit.byteCount
            batch.append(commit)
        }
    }
}
