import Engine
import EngineTesting
import EventLog
import FoundationEssentials
import MemoryBackend
import Testing

extension MemoryEventStore {
    /// Every stream that has a wake-up, with the moment it is due, where nobody who holds one is alive.
    ///
    /// A clock that is given is moved past all of them first; a worker that is given is dead in the copy that is asked.
    func claims(moving clock: ManualClock? = nil, without worker: WorkerID? = nil) async throws -> [StreamID: Timestamp]
    {
        clock?.advance(by: .seconds(1_000_000_000))
        let copy = copy()
        if let worker { copy.declareDead(worker) }
        let worker = WorkerID(UUID(high: 7, low: 7))
        try await copy.keepAlive(worker, for: .seconds(1))
        let claim = Claim(
            id: ClaimID(UUID(high: 8, low: 8)), worker: worker, queues: [Queue("default")], semantics: 9, limit: 100_000
        )
        let streams = try await copy.claimDue(claim).streams
        return Dictionary(streams.map { ($0.stream, $0.due) }) { first, _ in first }
    }

    /// What a list shows of each execution.
    func summaries() async throws -> [StreamID: StreamSummary] {
        let page = try await streams(StreamQuery(category: .execution, limit: 10_000))
        return Dictionary(page.streams.map { ($0.stream, $0) }) { first, _ in first }
    }
}

extension Bench {
    /// Returns once the execution has an event of this type.
    func waitForEvent(_ type: String, in execution: StreamID) async throws {
        while try await !types(execution).contains(type) { await Task.yield() }
    }
}

extension UUID {
    /// Another one.
    var next: UUID { UUID(high: high, low: low &+ 1) }
}
