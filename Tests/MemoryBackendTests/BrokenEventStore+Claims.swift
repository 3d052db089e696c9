import EventLog
import FoundationEssentials
import MemoryBackend
import Synchronization

extension BrokenEventStore {
    func claimDue(_ claim: Claim) async throws(EventStoreError) -> ClaimResult {
        if sin == .trustsTheDead {
            for worker in notes.withLock({ $0.workers }) { try await memory.keepAlive(worker, for: .seconds(60)) }
        }
        let result = try await memory.claimDue(altered(claim))
        var streams = result.streams
        switch sin {
        case .tellsNothing: streams.removeAll { $0.reason == .moved }
        case .tellsForEver: streams = repeated(streams, for: claim.worker)
        case .claimsTwice: streams += stolen(except: streams)
        default: break
        }
        return ClaimResult(streams: streams, nextDue: result.nextDue, now: result.now)
    }

    func keepAlive(_ worker: WorkerID, for lease: Duration) async throws(EventStoreError) {
        notes.withLock { _ = $0.workers.insert(worker) }
        try await memory.keepAlive(worker, for: sin == .forgetsLeases ? .seconds(1_000_000) : lease)
    }

    func retire(_ worker: WorkerID) async throws(EventStoreError) {
        if sin == .ignoresRetirement { return }
        notes.withLock { _ = $0.workers.remove(worker) }
        try await memory.retire(worker)
    }

    private func altered(_ claim: Claim) -> Claim {
        Claim(
            id: sin == .forgetsClaims ? ClaimID(UUID()) : claim.id, worker: claim.worker,
            queues: sin == .ignoresQueues ? [Queue("main")] : claim.queues,
            semantics: sin == .ignoresSemantics ? .max : claim.semantics, limit: claim.limit)
    }

    private func repeated(_ streams: [ClaimedStream], for worker: WorkerID) -> [ClaimedStream] {
        notes.withLock { notes in
            let known = notes.moved[worker] ?? []
            notes.moved[worker] = known + streams.filter { $0.reason == .moved }
            return streams + known.filter { !streams.contains($0) }
        }
    }

    /// What another claim got, once more.
    private func stolen(except streams: [ClaimedStream]) -> [ClaimedStream] {
        notes.withLock { notes in
            let stolen = Array(notes.claimed.values)
            notes.claimed = [:]
            for stream in streams { notes.claimed[stream.stream] = stream }
            return stolen
        }
    }
}
