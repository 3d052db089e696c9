import EventLog
import MemoryBackend
import Synchronization

/// A memory store whose transactions do not end well the first times: what becomes of each commit in one is scripted.
final class StubbornTransactions: TransactionalEventStore {
    enum Fate: Sendable {
        case conflict
        case failure
    }

    let store: MemoryEventStore
    private let fates: Mutex<[Fate]>

    init(_ store: MemoryEventStore, _ fates: [Fate]) {
        self.store = store
        self.fates = Mutex(fates)
    }

    final class Transaction: EventStoreTransaction {
        let inner: MemoryTransaction
        private let owner: StubbornTransactions

        init(_ inner: MemoryTransaction, _ owner: StubbornTransactions) {
            self.inner = inner
            self.owner = owner
        }

        func commit(_ commit: Commit) async throws(EventStoreError) -> CommitOutcome {
            switch owner.fates.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            case .conflict: return .conflict(stream: commit.appends[0].stream, head: commit.appends[0].expected)
            case .failure:
                await inner.rollBack()
                throw .unavailable(reason: "the server went away")
            case nil: return try await inner.commit(commit)
            }
        }

        func rollBack() async { await inner.rollBack() }
    }

    func begin() async throws(EventStoreError) -> Transaction { Transaction(try await store.begin(), self) }

    func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] {
        try await store.commit(commits)
    }

    func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await store.read(stream, after: version, limit: limit)
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
