import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Testing

@Suite("Indexes", .timeLimit(.minutes(10))) struct RebuildTests {
    /// Executions at rest in every way there is: ended, asleep, parked, redriven, waiting for an engine.
    private func atRest(_ bench: Bench) async throws {
        let engine = bench.engine()
        engine.handle("t") { _ in throw TaskError("E", cause: "always") }
        engine.handle("ok") { _ in nil }
        try engine.add(Bench.machine(States.task("ok"), name: "succeeds"))
        try engine.add(Bench.machine(States.task("t"), name: "fails"))
        try engine.add(
            Bench.machine(
                #""w": {"Type": "Wait", "Seconds": 7200, "End": true}"#, name: "sleeps",
                top: #""TimeoutSeconds": 9000,"#))
        try engine.add(
            Bench.machine(
                States.task("t", #""Retry": [{"ErrorEquals": ["E"], "IntervalSeconds": 600}],"#), name: "retries"))
        let client = ExecutionClient(store: bench.store, configuration: bench.configuration)
        let stranger = try Bench.machine(States.task("unheard-of"), name: "parks")
        try await Bench.running(engine) {
            let ended = try await engine.start("succeeds", input: "{}", name: "one")
            let failed = try await engine.start("fails", input: "{}")
            _ = try await engine.start("sleeps", input: "{}")
            let stopped = try await engine.start("sleeps", input: "{}")
            let retried = try await engine.start("retries", input: "{}")
            let parked = try await client.start(stranger, input: "{}")
            _ = try await engine.result(of: ended.execution)
            _ = try await engine.result(of: failed.execution)
            try await engine.stop(stopped.execution)
            _ = try await engine.result(of: stopped.execution)
            // Whoever stopped it left its wake-up to a worker, as the sign that it has to look.
            while try await bench.store.claims(without: engine.worker)[stopped.execution] != nil { await Task.yield() }
            try await bench.waitForEvent("RetryScheduled", in: retried.execution)
            try await bench.waitForEvent("ExecutionParked", in: parked.execution)
        }
        // Nobody runs any more: what follows waits for the next engine.
        let page = try await bench.store.streams(StreamQuery(category: .execution, status: StreamStatus("FAILED")))
        try await client.redrive(page.streams[0].stream)
        let unparked = try await client.start(stranger, input: "{}")
        #expect(try await client.describe(unparked.execution).status == .running)
    }

    @Test func `made again from the events are what they were`() async throws {
        let clock = ManualClock()
        let bench = Bench(clock: clock)
        try await atRest(bench)
        let (summaries, wakeUps) = (try await bench.store.summaries(), try await bench.store.claims(moving: clock))
        #expect(summaries.count == 7)
        #expect(Set(summaries.values.map(\.status.rawValue)) == ["SUCCEEDED", "RUNNING", "ABORTED", "STUCK"])
        #expect(wakeUps.count == 4)
        #expect(try await bench.store.rebuildIndexes(with: ExecutionIndexer()) > 7)
        for (stream, summary) in try await bench.store.summaries() {
            #expect(summary == summaries[stream], "\(stream)")
        }
        #expect(try await bench.store.claims(moving: clock) == wakeUps)
    }
}
