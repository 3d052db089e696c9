public import EventLog
internal import Synchronization

/// A store that goes wrong as networks and databases do, by the chance of a seed: it delays, refuses, loses answers, meets
/// conflicts that are none, and can be unplugged for good.
///
/// All but `forgottenCommits` is allowed to a store: what runs on it must end as on a store without faults.
public final class FaultyEventStore: EventStore {
    private struct State {
        var faults: StoreFaults
        var generator: SeededGenerator
        var isUnplugged = false
    }

    private let store: any EventStore
    private let state: Mutex<State>

    /// Wraps a store.
    public init(_ store: any EventStore, faults: StoreFaults, seed: UInt64) {
        self.store = store
        state = Mutex(State(faults: faults, generator: SeededGenerator(seed: seed)))
    }

    /// The faults from now on; `StoreFaults()` heals the store.
    public var faults: StoreFaults {
        get { state.withLock { $0.faults } }
        set { state.withLock { $0.faults = newValue } }
    }

    /// From now on every call fails as `closed`, as if the process behind it were gone.
    public func unplug() {
        state.withLock { $0.isUnplugged = true }
    }

    /// Commits, or not.
    public func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] {
        try await begin()
        try fail(\.refusedCommits, "the commit was refused")
        var outcomes: [CommitOutcome?] = commits.map { commit in
            if happens(\.forgottenCommits) { return .committed }
            guard let append = commit.appends.first(where: { $0.expected != .empty }), happens(\.conflicts) else {
                return nil
            }
            return .conflict(stream: append.stream, head: append.expected)
        }
        let sent = outcomes.indices.filter { outcomes[$0] == nil }
        if !sent.isEmpty {
            let answers = try await store.commit(sent.map { commits[$0] })
            for (index, answer) in zip(sent, answers) { outcomes[index] = answer }
        }
        await yield()
        try fail(\.lostCommitAnswers, "the commit's answer was lost")
        return outcomes.compactMap(\.self)
    }

    /// Reads, or fails.
    public func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await begin()
        try fail(\.failedReads, "the read failed")
        return try await store.read(stream, after: version, limit: limit)
    }

    /// Looks, or fails.
    public func heads(of streams: [StreamID]) async throws(EventStoreError) -> [StreamSummary] {
        try await begin()
        try fail(\.failedReads, "the read failed")
        return try await store.heads(of: streams)
    }

    /// Claims; the answer may be lost.
    public func claimDue(_ claim: Claim) async throws(EventStoreError) -> ClaimResult {
        try await begin()
        let result = try await store.claimDue(claim)
        await yield()
        try fail(\.lostClaimAnswers, "the claim's answer was lost")
        return result
    }

    /// Says that the worker is alive, or fails.
    public func keepAlive(_ worker: WorkerID, for lease: Duration) async throws(EventStoreError) {
        try await begin()
        try fail(\.failedKeepAlives, "the sign of life was lost")
        try await store.keepAlive(worker, for: lease)
    }

    /// Passed on.
    public func retire(_ worker: WorkerID) async throws(EventStoreError) {
        try await begin()
        try await store.retire(worker)
    }

    /// Passed on.
    public func streams(_ query: StreamQuery) async throws(EventStoreError) -> StreamPage {
        try await begin()
        return try await store.streams(query)
    }

    /// Passed on.
    public func changes() -> any AsyncSequence<ChangeHint, Never> & Sendable {
        store.changes()
    }

    private func begin() async throws(EventStoreError) {
        await yield()
        if state.withLock({ $0.isUnplugged }) { throw .closed }
    }

    private func yield() async {
        let count = state.withLock { state in
            state.faults.yields == 0 ? 0 : Int.random(in: 0...state.faults.yields, using: &state.generator)
        }
        for _ in 0..<count { await Task.yield() }
    }

    private func happens(_ fault: KeyPath<StoreFaults, Double>) -> Bool {
        state.withLock { state in
            let share = state.faults[keyPath: fault]
            return share > 0 && Double.random(in: 0..<1, using: &state.generator) < share
        }
    }

    private func fail(_ fault: KeyPath<StoreFaults, Double>, _ reason: String) throws(EventStoreError) {
        if happens(fault) { throw .unavailable(reason: reason) }
    }
}
