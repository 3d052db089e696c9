import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Testing

@testable import Engine

@Suite("An execution that is read on") struct ReloadTests {
    /// An engine that loses its lease drops an execution while it is being read, and may claim it again at once.
    @Test func `is not harmed by a read that began before it was let go and claimed again`() async throws {
        let bench = Bench()
        let engine = bench.engine()
        engine.handle("t") { _ in "done" }
        let machine = try Bench.machine(States.task("t"))
        let stream = try await engine.client.start(machine, input: "{}").execution
        let (state, head) = try await engine.client.load(stream)
        var shard = Shard(context: engine.shards[0], worker: engine.worker)
        let runner = Runner(stream: stream, pinned: engine.catalog.pinned(for: machine), head: head, state: state)
        runner.isReloading = true
        shard.runners[stream] = runner
        let stale = try await bench.store.readAll(stream)
        shard.reloaded(stream, .success(stale), at: SystemEngineClock().now())
        #expect(shard.runners[stream] === runner)
        #expect(runner.head == head)
        #expect(!runner.isReloading)
    }
}
