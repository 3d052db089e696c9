import Engine
import EngineTesting
import EventLog
import JSON
import StatesLanguage
import Synchronization
import Testing

@Suite("The engine", .timeLimit(.minutes(10))) struct ForkRunTests {
    @Test func `runs a Map's items side by side, and no more than it may`() async throws {
        let bench = Bench()
        let engine = bench.engine()
        let counts = Mutex((now: 0, most: 0))
        engine.register("double") { (number: Int, _: TaskContext) in
            counts.withLock { counts in
                counts.now += 1
                counts.most = max(counts.most, counts.now)
            }
            await Task.yield()
            counts.withLock { $0.now -= 1 }
            return number * 2
        }
        try engine.add(Bench.machine(MapTests.map(#""MaxConcurrency": 3,"#, States.task("double"))))
        try await Bench.running(engine) {
            let input = JSONText(.array((0..<50).map { .number(JSONNumber($0)) }))
            let start = try await engine.start("m", input: input.string)
            let end = try await engine.result(of: start.execution)
            #expect(try end.output?.value().arrayValue?.compactMap { $0.numberValue?.int } == (0..<50).map { $0 * 2 })
        }
        #expect(counts.withLock { $0.most } <= 3)
    }

    @Test func `treats tasks inside as their registrations say, and refuses those that nobody handles`() async throws {
        let bench = Bench()
        let engine = bench.engine()
        let machine = try Bench.machine(MapTests.map("", States.task("a")))
        #expect(throws: EngineError.self) { try engine.add(machine) }
        engine.handle("a", TaskOptions(atMostOnce: true, timeLimit: .seconds(7))) { _ in 1 }
        try engine.add(machine)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "[1]")
            _ = try await engine.result(of: start.execution)
            #expect(engine.repetitions(of: machine).isEmpty)
            let retry = #""Retry": [{"ErrorEquals": ["States.ALL"]}],"#
            let repeated = engine.repetitions(of: try Bench.machine(MapTests.map("", States.task("a", retry))))
            #expect(repeated.map(\.code) == [.retryOfAtMostOnce])
            for try await entry in engine.client.history(of: start.execution) {
                guard case .taskScheduled(let scheduled) = entry.event else { continue }
                #expect(scheduled.atMostOnce)
                #expect(scheduled.limitMilliseconds == 7000)
            }
        }
    }

    @Test func `cancels what other branches run when one fails`() async throws {
        let (bench, gate) = (Bench(), Gate())
        let engine = bench.engine()
        engine.handle("a") { _ in
            try await gate.pass()
            return 1
        }
        engine.handle("b") { _ in
            await gate.waitForEntries(1)
            throw TaskError("Declined", cause: "no money")
        }
        try engine.add(Bench.machine(ParallelTests.parallel("", States.task("a"), States.task("b"))))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            let end = try await engine.result(of: start.execution)
            #expect(end.error == "Declined")
            await gate.waitForCancellations(1)
        }
    }

    @Test func `runs all branches again where it takes over from one that died`() async throws {
        let (bench, gate) = (Bench(), Gate())
        let machine = try Bench.machine(ParallelTests.parallel("", States.task("a"), States.task("b")))
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let first = bench.engine(on: link)
        for resource in ["a", "b"] {
            first.handle(resource) { _ in
                try await gate.pass()
                return 0
            }
        }
        try first.add(machine)
        let run = Task { try await first.run() }
        let start = try await first.start("m", input: "{}")
        await gate.waitForEntries(2)
        await bench.kill(first, on: link, run)
        let second = bench.engine()
        for resource in ["a", "b"] { second.handle(resource) { .number(JSONNumber($0.run)) } }
        try second.add(machine)
        try await Bench.running(second) {
            let end = try await second.result(of: start.execution)
            #expect(end.output?.string == "[2,2]")
        }
    }
}
