import EventLog
import Synchronization

/// A store whose next commit or read goes wrong once told so.
final class CommitFault: EventStore {
    enum Kind {
        /// Nothing is written, and nothing can be any more: the process is as good as dead.
        case lostBefore
        /// It is written, and the answer is lost.
        case lostAnswer
    }

    private static let refusal = EventStoreError.other(code: "TEST", reason: "no")

    private let store: any EventStore
    private let next = Mutex<Kind?>(nil)
    private let refusesRead = Mutex(false)
    private let readsSoFar = Mutex(0)
    private let refusals = Mutex((count: 0, isRefused: (@Sendable (Commit) -> Bool)?.none))

    init(_ store: any EventStore) {
        self.store = store
    }

    func failNextCommit(_ kind: Kind) {
        next.withLock { $0 = kind }
    }

    /// Refuses those commits for good, until it is told otherwise.
    func refuse(_ isRefused: (@Sendable (Commit) -> Bool)?) {
        refusals.withLock { $0.isRefused = isRefused }
    }

    /// How many commits were refused because of what is in them.
    var refused: Int { refusals.withLock { $0.count } }

    /// How many reads of streams there were.
    var reads: Int { readsSoFar.withLock { $0 } }

    /// The next read is refused for good.
    func refuseNextRead() {
        refusesRead.withLock { $0 = true }
    }

    func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] {
        let isRefused = refusals.withLock { refusals in
            guard let isRefused = refusals.isRefused, commits.contains(where: isRefused) else { return false }
            refusals.count += 1
            return true
        }
        guard !isRefused else { throw CommitFault.refusal }
        let fault = next.withLock { next in
            defer { if next != .lostBefore { next = nil } }
            return next
        }
        switch fault {
        case nil: return try await store.commit(commits)
        case .lostBefore: throw .closed
        case .lostAnswer:
            _ = try await store.commit(commits)
            throw .unavailable(reason: "the answer was lost")
        }
    }

    func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        readsSoFar.withLock { $0 += 1 }
        let refuses = refusesRead.withLock { refuses in
            defer { refuses = false }
            return refuses
        }
        if refuses { throw CommitFault.refusal }
        return try await store.read(stream, after: version, limit: limit)
    }

    func heads(of streams: [StreamID]) async throws(EventStoreError) -> [StreamSummary] {
        try await store.heads(of: streams)
    }

    func claimDue(_ claim: Claim) async throws(EventStoreError) -> ClaimResult { try await store.claimDue(claim) }

    func keepAlive(_ worker: WorkerID, for lease: Duration) async throws(EventStoreError) {
        try await store.keepAlive(worker, for: lease)
    }

    func retire(_ worker: WorkerID) async throws(EventStoreError) { try await store.retire(worker) }

    func streams(_ query: StreamQuery) async throws(EventStoreError) -> StreamPage { try await store.streams(query) }

    func changes() -> any AsyncSequence<ChangeHint, Never> & Sendable { store.changes() }
}
