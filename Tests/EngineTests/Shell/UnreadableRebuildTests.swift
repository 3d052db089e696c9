import Engine
import EngineTesting
import EventLog
import FoundationEssentials
import JSON
import MemoryBackend
import Testing

@Suite("Indexes of executions that cannot be read", .timeLimit(.minutes(10))) struct UnreadableRebuildTests {
    private func append(_ type: String, _ payload: String, to stream: StreamID, of bench: Bench) async throws {
        let head = try await bench.store.head(of: stream).head
        let event = NewEvent(
            type: EventType(type), recordedAt: bench.clock?.now() ?? Timestamp(microseconds: 0),
            payload: Array(payload.utf8))
        let commit = Commit(id: CommitID(UUID()), Append(to: stream, expected: head, events: [event]))
        #expect(try await bench.store.commit(commit) == .committed)
    }

    @Test(
        "are made again as the engine left them that could not read them",
        arguments: [("ExecutionPainted", "{}"), ("ExecutionSucceeded", #"{"colour":"red"}"#), ("StateExited", "]")])
    func parked(type: String, payload: String) async throws {
        let clock = ManualClock()
        let bench = Bench(clock: clock)
        let client = ExecutionClient(store: bench.store, configuration: bench.configuration)
        let machine = try Bench.machine(States.task("ok"))
        let readable = try await client.start(machine, input: "1").execution
        let unreadable = try await client.start(machine, input: "2", name: "two").execution
        try await append(type, payload, to: unreadable, of: bench)
        let engine = bench.engine()
        engine.handle("ok") { _ in nil }
        try engine.add(machine)
        try await Bench.running(engine) {
            _ = try await engine.result(of: readable)
            while try await bench.store.head(of: unreadable).parked == nil, !Task.isCancelled { await Task.yield() }
        }
        let (summaries, wakeUp) = (try await bench.store.summaries(), bench.store.wakeUp(of: unreadable))
        #expect(summaries[unreadable]?.status == StreamStatus("STUCK"))
        #expect(summaries[unreadable]?.labels == ["stateMachine": "m", "name": "two"])
        #expect(wakeUp?.parked?.contains(type) == true)
        #expect(try await bench.store.rebuildIndexes(with: ExecutionIndexer()) > 2)
        #expect(try await bench.store.summaries() == summaries)
        #expect(bench.store.wakeUp(of: unreadable) == wakeUp)
        #expect(try await bench.store.claims(moving: clock).isEmpty)
    }

    @Test(
        "say of the first event what can be told",
        arguments: [
            (
                #"{"name":"n","stateMachine":"arn:aws:states:x:y:stateMachine:m","queue":"slow","semantics":7}"#,
                ["stateMachine": "m", "name": "n"], "slow", 7
            ), (#"{"name":1,"queue":null}"#, [:], "default", 1), ("no JSON", [:], "default", 1),
        ])
    func first(payload: String, labels: StreamLabels, queue: String, semantics: Int) async throws {
        let bench = Bench(clock: ManualClock())
        let stream = StreamID(.execution, UUID())
        try await append("ExecutionStarted", payload, to: stream, of: bench)
        #expect(try await bench.store.rebuildIndexes(with: ExecutionIndexer()) == 1)
        let summary = try await bench.store.head(of: stream)
        #expect(summary.status == StreamStatus("STUCK"))
        #expect(summary.labels == labels)
        let reason = try #require(summary.parked)
        #expect(reason.hasPrefix("\(stream) cannot be read: "))
        let due = try #require(summary.createdAt)
        #expect(
            bench.store.wakeUp(of: stream)
                == WakeUp(due: due, queue: Queue(queue), semantics: semantics, parked: reason))
    }
}
