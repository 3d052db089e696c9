/// A log of streams that many workers share.
///
/// What every store guarantees, by number; `EventLogConformance` quotes these numbers.
///
/// 1. A commit is durable as a whole or leaves no trace, and the answer `committed` comes after it is durable.
/// 2. An append counts only if the stream ends exactly at the expected version *and* hash. Otherwise its whole commit is a
///    conflict that names the stream and its head, and other commits of the same call or transaction are not affected.
/// 3. Versions of a stream have no gaps, and events are never changed or removed. Payloads come back byte for byte.
/// 4. The same commit sent again, with the same id and bytes, is `committed` and writes nothing.
/// 5. A wake-up changes in the same commit as the events that imply it, or not at all.
/// 6. `claimDue` gives a stream to one worker at a time: only when it is due by the store's clock, not parked, on a queue
///    of the claim, within its semantics number, and held by nobody alive. A dead worker's streams are due at once. A
///    worker is dead when its lease ran out, when it retired, or when the store can tell that its process is gone.
/// 7. A claim sent again with the same id gives again what it gave before, unless that was released since.
/// 8. A worker learns from any of its claims which of the streams it holds were marked as moved, once for each claim id.
/// 9. `streams` lists each stream that existed when paging began exactly once, whatever is written meanwhile.
/// 10. Status, labels and wake-ups are indexes: they can be rebuilt from events.
public protocol EventStore: Sendable {
    /// Makes each commit durable or says why not, in the order given; commits of callers waiting at the same moment share
    /// a transaction. When it throws, each commit may or may not be durable: send the same commits again.
    func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome]

    /// At most `limit` events of the stream after the given version, in order; empty where there are none.
    func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent]

    /// The head, status and labels of each stream, in the order asked for; many waiters share one call.
    func heads(of streams: [StreamID]) async throws(EventStoreError) -> [StreamSummary]

    /// Gives the worker streams that are due, and tells it what moved behind its back.
    func claimDue(_ claim: Claim) async throws(EventStoreError) -> ClaimResult

    /// Says that the worker is alive, for at least `lease` from now; the first call registers it.
    func keepAlive(_ worker: WorkerID, for lease: Duration) async throws(EventStoreError)

    /// Says that the worker ends: what it holds is free at once.
    func retire(_ worker: WorkerID) async throws(EventStoreError)

    /// Lists streams, page by page.
    func streams(_ query: StreamQuery) async throws(EventStoreError) -> StreamPage

    /// Hints that something changed, from this process and, where the store can tell, from others.
    func changes() -> any AsyncSequence<ChangeHint, Never> & Sendable
}

extension EventStore {
    /// Commits one commit.
    public func commit(_ commit: Commit) async throws(EventStoreError) -> CommitOutcome {
        try await self.commit([commit])[0]
    }

    /// The summary of one stream.
    public func head(of stream: StreamID) async throws(EventStoreError) -> StreamSummary {
        try await heads(of: [stream])[0]
    }

    /// All events of a stream after `version`, read page by page.
    public func readAll(
        _ stream: StreamID, after version: StreamVersion = .none, pageSize: Int = 1000
    ) async throws(EventStoreError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var last = version
        while true {
            let page = try await read(stream, after: last, limit: pageSize)
            events += page
            guard page.count == pageSize, let end = page.last else { return events }
            last = end.version
        }
    }
}
