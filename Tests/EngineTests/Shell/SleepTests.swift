import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Synchronization
import Testing

@Suite("An execution", .timeLimit(.minutes(10))) struct SleepTests {
    private static let wait = #""w": {"Type": "Wait", "SecondsPath": "$", "Next": "t"},"# + States.task("t")

    private func engine(_ bench: Bench) throws -> ExecutionEngine {
        let engine = bench.engine()
        engine.handle("t") { _ in "awake" }
        try engine.add(Bench.machine(Self.wait))
        return engine
    }

    @Test(
        "that sleeps is woken by the clock, held for a short sleep and let go for a long one", arguments: [3, 10_800])
    func sleep(_ seconds: Int) async throws {
        let clock = ManualClock()
        let bench = Bench(clock: clock)
        let engine = try engine(bench)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "\(seconds)")
            let due = clock.now().adding(.seconds(seconds))
            await clock.waitForSleeper(until: due)
            clock.advance(by: .seconds(seconds - 1))
            #expect(try await bench.types(start.execution).last == "WaitScheduled")
            await clock.waitForSleeper(until: due)
            clock.advance(by: .seconds(1))
            let end = try await engine.result(of: start.execution)
            #expect(end.output?.string == #""awake""#)
            #expect(end.stoppedAt == due)
        }
    }

    @Test func `that was let go in its sleep wakes on another engine`() async throws {
        let clock = ManualClock()
        let bench = Bench(clock: clock)
        let first = try engine(bench)
        let start = try await Bench.running(first) { try await first.start("m", input: "7200") }
        let second = try engine(bench)
        try await Bench.running(second) {
            await clock.waitForSleeper(until: clock.now().adding(.seconds(7200)))
            clock.advance(by: .seconds(7200))
            let end = try await second.result(of: start.execution)
            #expect(end.status == .succeeded)
        }
        let types = try await bench.types(start.execution)
        #expect(!types.contains("ExecutionTakenOver"))
    }

    @Test func `that is stopped in its sleep ends and leaves no wake-up`() async throws {
        let clock = ManualClock()
        let bench = Bench(clock: clock)
        let engine = try engine(bench)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "7200")
            try await engine.stop(start.execution)
            #expect(try await engine.result(of: start.execution).status == .aborted)
            while try await !bench.store.claims(without: engine.worker).isEmpty { await Task.yield() }
        }
    }

    @Test func `shows its history as it goes, to the end`() async throws {
        let bench = Bench()
        let gate = Gate()
        let engine = bench.engine()
        engine.handle("t") { _ in
            try await gate.pass()
            return nil
        }
        try engine.add(Bench.machine(States.task("t")))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            var followed: [String] = []
            for try await entry in engine.client.history(of: start.execution) {
                followed.append(entry.event.type.rawValue)
                if followed.count == 4 { gate.open() }
            }
            #expect(followed.last == "ExecutionSucceeded")
            #expect(try await bench.types(start.execution) == followed)
            var read: [Int64] = []
            for try await entry in engine.client.history(of: start.execution, follows: false) {
                read.append(entry.version.rawValue)
            }
            #expect(read == Array(1...Int64(followed.count)))
            let nobody = StreamID(.execution, start.execution.uuid.next)
            await #expect(throws: EngineError.self) {
                for try await _ in engine.client.history(of: nobody) {}
            }
        }
    }

    @Test func `that failed is redriven from the state that failed`() async throws {
        let bench = Bench()
        let attempts = Mutex(0)
        let engine = bench.engine()
        engine.handle("u") { _ in 1 }
        engine.handle("t", TaskOptions(atMostOnce: true)) { _ in
            let isFirst = attempts.withLock { attempts in
                attempts += 1
                return attempts == 1
            }
            if isFirst { throw TaskError("E", cause: "the first time") }
            return 2
        }
        try engine.add(Bench.machine(States.task("u", next: "t") + "," + States.task("t")))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            #expect(try await engine.result(of: start.execution).error == "E")
            try await engine.redrive(start.execution, requestedBy: "me")
            let end = try await engine.result(of: start.execution)
            #expect(end.output?.string == "2")
            #expect(end.path.map(\.outcome) == [.succeeded, .succeeded])
            #expect(end.path.map(\.attempts) == [1, 2])
            // The client that redrove it knows nothing of handlers: the attempt is the worker's, with all its registration says.
            let scheduled = try await bench.store.readAll(start.execution).filter {
                $0.type.rawValue == "TaskScheduled"
            }
            .map { String(decoding: $0.payload, as: UTF8.self).contains(#""atMostOnce":true"#) }
            #expect(scheduled == [false, true, true])
            await #expect(throws: EngineError.self) { try await engine.redrive(start.execution) }
        }
    }
}
