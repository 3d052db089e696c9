import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Testing

@Suite("A worker whose lease ran out", .timeLimit(.minutes(10))) struct LeaseTests {
    /// An engine that takes a task, loses its store for longer than its lease, and gets it back.
    @Test func `lets go of its runs, and goes on by itself once the store is back`() async throws {
        let clock = ManualClock()
        let bench = Bench(clock: clock)
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let engine = bench.engine(on: link) { configuration in
            configuration.lease = .seconds(30)
            configuration.pollInterval = .seconds(1)
        }
        let gate = Gate()
        engine.handle("t") { context in
            try await gate.pass()
            return .string("run \(context.run)")
        }
        try engine.add(Bench.machine(States.task("t")))
        let end = try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await gate.waitForEntries(1)
            var faults = StoreFaults()
            faults.failedKeepAlives = 1
            faults.refusedCommits = 1
            link.faults = faults
            // The first run's cancellation is the sign that the lease was given up.
            while gate.cancelled == 0 {
                clock.advance(by: .seconds(1))
                await Task.yield()
            }
            link.faults = StoreFaults()
            gate.open()
            while try await bench.store.head(of: start.execution).status.rawValue == "RUNNING" {
                clock.advance(by: .seconds(1))
                await Task.yield()
            }
            return try await engine.result(of: start.execution)
        }
        #expect(end.output?.string == #""run 2""#)
        let types = try await bench.types(end.execution)
        #expect(types.count { $0 == "ExecutionTakenOver" } == 1)
        #expect(types.count { $0 == "TaskSucceeded" } == 1)
    }

    /// An engine that holds more than it can look after would claim it all again, lose it again, and get nowhere.
    @Test func `claims half of what it held`() async throws {
        let clock = ManualClock()
        let bench = Bench(clock: clock)
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let engine = bench.engine(on: link) { $0.pollInterval = .seconds(1) }
        let first = engine.worker
        let gate = Gate()
        engine.handle("t") { _ in
            try await gate.pass()
            return "done"
        }
        try engine.add(Bench.machine(States.task("t")))
        try await Bench.running(engine) {
            for _ in 0..<600 { _ = try await engine.start("m", input: "{}") }
            await gate.waitForEntries(600)
            var faults = StoreFaults()
            faults.failedKeepAlives = 1
            link.faults = faults
            while engine.worker == first {
                clock.advance(by: .seconds(100_000))
                await Task.yield()
            }
            link.faults = StoreFaults()
            await gate.waitForCancellations(600)
            while gate.entered < 900 { await letClaim(clock) }
            for _ in 0..<20 { await letClaim(clock) }
            #expect(gate.inside == 300)
            gate.open()
            let running = StreamQuery(category: .execution, status: StreamStatus("RUNNING"), limit: 1)
            while try await !bench.store.streams(running).streams.isEmpty { await letClaim(clock) }
        }
    }

    /// Lets the engine claim once more, where it is through with the last claim: a millionth of a lease later, as it may claim
    /// thousands of times until its executions have been read.
    private func letClaim(_ clock: ManualClock) async {
        if let next = clock.sleepers.first, next <= clock.now().adding(.seconds(1)) { clock.advanceToNextSleeper() }
        await Task.yield()
    }

    @Test func `hears of a shutdown while its store does not answer`() async throws {
        let bench = Bench()
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let engine = bench.engine(on: link)
        let gate = Gate()
        engine.handle("t") { _ in
            try await gate.pass()
            return "done"
        }
        try engine.add(Bench.machine(States.task("t")))
        let start = try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await gate.waitForEntries(1)
            var faults = StoreFaults()
            faults.refusedCommits = 1
            link.faults = faults
            gate.open()
            return start
        }
        // The result was never recorded, and the next worker makes the run again.
        let next = bench.engine()
        next.handle("t") { context in .string("run \(context.run)") }
        let end = try await Bench.running(next) { try await next.result(of: start.execution) }
        #expect(end.output?.string == #""run 2""#)
    }
}
