import EventLog
import FoundationEssentials
import MemoryBackend
import Testing

/// What lies in the store and is not asked for costs nothing.
@Suite struct MemoryScaleTests {
    @Test("Claims stay quick beside thirty thousand streams", arguments: ["asleep", "held by a dead worker"])
    func claims(_ state: String) async throws {
        let store = MemoryEventStore()
        let now = MemoryEventStore.systemClock()
        let dead = WorkerID(UUID(high: 9, low: 9))
        let wakeUp =
            state == "asleep"
            ? WakeUp(due: now.adding(.seconds(3600)), queue: Queue("q"), semantics: 1)
            : WakeUp(due: now, queue: Queue("q"), semantics: 1, holder: dead)
        for index in 0..<30_000 {
            let event = NewEvent(type: EventType("T"), recordedAt: now, payload: [])
            let append = Append(
                to: StreamID(StreamCategory("thing"), UUID(high: 1, low: UInt64(index))), expected: .empty,
                events: [event], wakeUp: .set(wakeUp))
            _ = try await store.commit(Commit(id: CommitID(UUID(high: 2, low: UInt64(index))), append))
        }
        let worker = WorkerID(UUID(high: 3, low: 3))
        try await store.keepAlive(worker, for: .seconds(600))
        let clock = ContinuousClock()
        let start = clock.now
        var found = 0
        for claim in 0..<200 {
            let id = ClaimID(UUID(high: 4, low: UInt64(claim)))
            found += try await store.claimDue(
                Claim(id: id, worker: worker, queues: [Queue("q")], semantics: 1, limit: 5)
            ).streams.count
        }
        // 200 walks over everything would take many seconds.
        #expect(clock.now - start < .seconds(2))
        #expect(found == (state == "asleep" ? 0 : 1000))
    }
}
