import EngineTesting
import EventLog
import JSON
import Testing

@testable import Engine

@Suite("The result of an execution", .timeLimit(.minutes(10))) struct ResultTests {
    @Test func `is told without a look at the store while it runs here`() async throws {
        let bench = Bench()
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let engine = bench.engine(on: link)
        let gate = Gate()
        engine.handle("t") { _ in
            try await gate.pass()
            return .string("done")
        }
        try engine.add(Bench.machine(States.task("t")))
        let end = try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await gate.waitForEntries(1)
            link.faults.failedReads = 1
            async let end = engine.result(of: start.execution)
            while engine.waiters.streams.isEmpty { await Task.yield() }
            gate.open()
            return try await end
        }
        #expect(end.output?.string == #""done""#)
    }

    @Test func `is found in the log once it has ended`() async throws {
        let bench = Bench()
        let engine = bench.engine()
        try engine.add(Bench.machine(States.pass("a")))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "1")
            for _ in 1...2 { #expect(try await engine.result(of: start.execution).status == .succeeded) }
            #expect(!engine.waiters.isHeld(start.execution))
        }
    }
}
