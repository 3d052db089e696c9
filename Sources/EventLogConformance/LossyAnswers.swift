public import EventLog
internal import Synchronization

/// A store whose answers get lost on the way: the request is carried out, the caller sees `unavailable`.
public final class LossyAnswers: EventStore {
    private let store: any EventStore
    private let losses: Mutex<Int>

    /// Loses the answers of the next `losses` commits and claims.
    public init(_ store: any EventStore, losses: Int = 1) {
        self.store = store
        self.losses = Mutex(losses)
    }

    private func loseAnswer() throws(EventStoreError) {
        let isLost = losses.withLock { losses in
            guard losses > 0 else { return false }
            losses -= 1
            return true
        }
        if isLost { throw .unavailable(reason: "the answer was lost") }
    }

    /// Commits; the answer may be lost.
    public func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] {
        let outcomes = try await store.commit(commits)
        try loseAnswer()
        return outcomes
    }

    /// Claims; the answer may be lost.
    public func claimDue(_ claim: Claim) async throws(EventStoreError) -> ClaimResult {
        let result = try await store.claimDue(claim)
        try loseAnswer()
        return result
    }

    /// Passed on.
    public func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await store.read(stream, after: version, limit: limit)
    }

    /// Passed on.
    public func heads(of streams: [StreamID]) async throws(EventStoreError) -> [StreamSummary] {
        try await store.heads(of: streams)
    }

    /// Passed on.
    public func keepAlive(_ worker: WorkerID, for lease: Duration) async throws(EventStoreError) {
        try await store.keepAlive(worker, for: lease)
    }

    /// Passed on.
    public func retire(_ worker: WorkerID) async throws(EventStoreError) {
        try await store.retire(worker)
    }

    /// Passed on.
    public func streams(_ query: StreamQuery) async throws(EventStoreError) -> StreamPage {
        try await store.streams(query)
    }

    /// Passed on.
    public func changes() -> any AsyncSequence<ChangeHint, Never> & Sendable {
        store.changes()
    }
}
