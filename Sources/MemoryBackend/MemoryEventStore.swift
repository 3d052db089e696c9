public import EventLog
internal import FoundationEssentials
internal import Synchronization

/// The reference model of a store: everything in memory, gone with the process.
///
/// It keeps all guarantees of `EventStore` but durability, in the plainest way that is still fast: a lock around a value.
public final class MemoryEventStore: RebuildableEventStore, TransactionalEventStore {
    private let state: Mutex<MemoryState>
    let clock: @Sendable () -> Timestamp
    private let hub = ChangeHub()

    /// Makes an empty store.
    ///
    /// - Parameter clock: the store's clock, with which due times and leases are compared; the system's by default.
    public init(clock: @escaping @Sendable () -> Timestamp = MemoryEventStore.systemClock) {
        self.state = Mutex(MemoryState())
        self.clock = clock
    }

    init(state: sending MemoryState, clock: @escaping @Sendable () -> Timestamp) {
        self.state = Mutex(state)
        self.clock = clock
    }

    /// The time of the system's clock.
    public static let systemClock: @Sendable () -> Timestamp = {
        Timestamp(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }

    /// Makes each commit visible to all at once, or answers with the conflict.
    public func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] {
        for commit in commits { try RequestRules.check(commit) }
        let now = clock()
        var queues: Set<Queue> = []
        let outcomes = state.withLock { state in
            commits.map { state.commit($0, now: now, queues: &queues) }
        }
        hub.publish(queues)
        return outcomes
    }

    /// Begins a transaction, which may carry writes of the caller's own.
    public func begin() async throws(EventStoreError) -> MemoryTransaction {
        MemoryTransaction(self)
    }

    /// Commits, and calls `andThen` at the same moment for everybody else.
    func commit(_ commit: Commit, andThen: () -> Void) throws(EventStoreError) -> CommitOutcome {
        try RequestRules.check(commit)
        let now = clock()
        var queues: Set<Queue> = []
        let outcome = state.withLock { state in
            let outcome = state.commit(commit, now: now, queues: &queues)
            if outcome == .committed { andThen() }
            return outcome
        }
        hub.publish(queues)
        return outcome
    }

    /// At most `limit` events after `version`.
    public func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        let events = state.withLock { $0.streams[stream]?.events ?? [] }
        let start = min(max(0, Int(version.rawValue)), events.count)
        return Array(events[start...].prefix(max(0, limit)))
    }

    /// The summaries in the order asked for.
    public func heads(of streams: [StreamID]) async throws(EventStoreError) -> [StreamSummary] {
        state.withLock { state in
            streams.map { (state.streams[$0] ?? MemoryStream()).summary(of: $0) }
        }
    }

    /// Gives due streams to a worker.
    ///
    /// - Throws: `invalidRequest` where the worker has no lease.
    public func claimDue(_ claim: Claim) async throws(EventStoreError) -> ClaimResult {
        let now = clock()
        return try state.withLock { state throws(EventStoreError) in try state.claim(claim, now: now) }
    }

    /// Registers a worker or prolongs its lease.
    public func keepAlive(_ worker: WorkerID, for lease: Duration) async throws(EventStoreError) {
        let end = clock().adding(lease)
        state.withLock { state in
            state.leases[worker] = max(end, state.leases[worker] ?? end)
        }
    }

    /// Ends a worker's lease; what it holds is free at once.
    public func retire(_ worker: WorkerID) async throws(EventStoreError) {
        declareDead(worker)
    }

    /// A page of streams.
    ///
    /// - Throws: `invalidRequest` where the limit is out of range.
    public func streams(_ query: StreamQuery) async throws(EventStoreError) -> StreamPage {
        try RequestRules.check(query)
        return state.withLock { $0.page(query) }
    }

    /// Hints from now on.
    public func changes() -> any AsyncSequence<ChangeHint, Never> & Sendable {
        hub.subscribe()
    }

    /// Makes status, labels and wake-ups again from the events.
    public func rebuildIndexes(with indexer: any StreamIndexer) async throws -> Int {
        try state.withLock { state in
            var indexes: [StreamID: StreamIndex] = [:]
            for (stream, content) in state.streams {
                indexes[stream] = try indexer.index(of: stream, events: content.events)
            }
            state.replaceIndexes(with: indexes)
            return indexes.count
        }
    }

    /// For tests: the process of this worker died; the store knows it at once, as one with locks on files would.
    public func declareDead(_ worker: WorkerID) {
        let queues = state.withLock { state in
            state.leases[worker] = nil
            return Set((state.held[worker]?.streams.keys).map { $0.map(\.queue) } ?? [])
        }
        hub.publish(queues)
    }

    /// All that is stored, as it is now.
    var snapshot: MemoryState { state.withLock { $0 } }

    /// Changes what is stored, past all rules.
    func change(_ body: (inout MemoryState) -> Void) {
        state.withLock { body(&$0) }
    }
}
