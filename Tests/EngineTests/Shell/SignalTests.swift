import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Testing

@Suite("A signal", .timeLimit(.minutes(10))) struct SignalTests {
    @Test func `stops an execution that an engine holds, once, and both are one commit`() async throws {
        let bench = Bench()
        let engine = bench.engine()
        let gate = Gate()
        engine.handle("t") { _ in
            try await gate.pass()
            return "done"
        }
        try engine.add(Bench.machine(States.task("t")))
        let client = ExecutionClient(store: bench.store, configuration: bench.configuration)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await gate.waitForEntries(1)
            let signal = try await client.send(
                Signal(to: start.execution, .stop(error: "Halted", cause: nil), requestedBy: "psql"))
            let end = try await engine.result(of: start.execution)
            #expect(end.status == .aborted)
            #expect(end.error == "Halted")
            await gate.waitForCancellations(1)
            let told = try await bench.store.readAll(signal)
            #expect(told.map(\.type.rawValue) == ["SignalSent", "SignalConsumed"])
            let aborted = try #require(try await bench.store.readAll(start.execution).last)
            #expect(aborted.commitID == told[1].commitID)
        }
    }

    @Test func `that comes too late is consumed, and says why it had no effect`() async throws {
        let bench = Bench()
        let engine = bench.engine()
        engine.handle("t") { _ in "done" }
        try engine.add(Bench.machine(States.task("t")))
        let client = ExecutionClient(store: bench.store, configuration: bench.configuration)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            _ = try await engine.result(of: start.execution)
            let signal = try await client.send(Signal(to: start.execution, .stop(error: nil, cause: nil)))
            while try await bench.store.head(of: signal).status.rawValue != "CONSUMED" { await Task.yield() }
            let payload = try #require(try await bench.store.readAll(signal).last?.payload)
            #expect(String(decoding: payload, as: UTF8.self) == #"{"refusal":"the execution has ended: SUCCEEDED"}"#)
            #expect(try await engine.result(of: start.execution).status == .succeeded)
            let index = try ExecutionIndexer().index(of: signal, events: try await bench.store.readAll(signal))
            #expect(index.wakeUp == nil)
            #expect(index.status.rawValue == "CONSUMED")
        }
    }
}
