import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Synchronization
import Testing

@Suite("An execution that is redriven", .timeLimit(.minutes(10))) struct RedriveHolderTests {
    /// Its wake-up is free then: who had it before it ended may not go on, or two would have it.
    @Test func `belongs to whoever claims it, and no more to who had it before`() async throws {
        let bench = Bench()
        let machine = try Bench.machine(States.task("a"))
        let gate = Gate()
        // This one begins executions, and claims none.
        let first = bench.engine { $0.claimLimit = 0 }
        first.handle("a") { context in
            if try context.input.value() == "held" { try? await gate.pass() }
            return "first"
        }
        let second = bench.engine()
        second.handle("a") { _ in "second" }
        for engine in [first, second] { try engine.add(machine) }
        let execution = try await Bench.running(first) {
            let execution = try await first.start("m", input: #""held""#).execution
            await gate.waitForEntries(1)
            try await first.client.stop(execution)
            try await first.client.redrive(execution)
            gate.open()
            // Others go their way meanwhile; this one would long have gone on.
            for _ in 0..<50 {
                let other = try await first.start("m", input: "{}").execution
                #expect(try await first.result(of: other).output?.string == #""first""#)
            }
            #expect(bench.store.wakeUp(of: execution)?.holder == nil)
            return execution
        }
        let end = try await Bench.running(second) { try await second.result(of: execution) }
        #expect(end.output?.string == #""second""#)
        #expect(bench.store.wakeUp(of: execution) == nil)
        let events = try await bench.store.readAll(execution)
        #expect(events.count { $0.type.rawValue == "TaskStarted" } == 2)
    }

    /// Somebody else stops it, and it is redriven before its engine was told of that, and claimed by another one.
    @Test func `has the runs ended that it had before`() async throws {
        let bench = Bench()
        let machine = try Bench.machine(States.task("a"))
        let gate = Gate()
        let first = bench.engine { $0.claimLimit = 0 }
        first.handle("a") { _ in
            try await gate.pass()
            return "first"
        }
        let second = bench.engine()
        second.handle("a") { _ in "second" }
        for engine in [first, second] { try engine.add(machine) }
        try await Bench.running(first) {
            let execution = try await first.start("m", input: "{}").execution
            await gate.waitForEntries(1)
            try await second.client.stop(execution)
            try await first.redrive(execution)
            await gate.waitForCancellations(1)
            let end = try await Bench.running(second) { try await second.result(of: execution) }
            #expect(end.output?.string == #""second""#)
        }
    }

    /// Whoever claimed it lets it sleep, and it comes back to an engine that still has something of it from before.
    @Test func `is begun anew by who had it before, where he claims it again`() async throws {
        let bench = Bench()
        let machine = try Bench.machine(
            States.task("a", next: "w") + #","w": {"Type": "Wait", "Seconds": 1, "End": true}"#)
        let (gate, filler) = (Gate(), Gate())
        // While it has two it claims none.
        let first = bench.engine {
            $0.holdLimit = 2
            $0.shortestReleasedSleep = .milliseconds(10)
        }
        first.handle("a") { context in
            try await (try context.input.value() == "held" ? gate : filler).pass()
            return "first"
        }
        let second = bench.engine { $0.shortestReleasedSleep = .milliseconds(10) }
        second.handle("a") { _ in "second" }
        for engine in [first, second] { try engine.add(machine) }
        try await Bench.running(first) {
            let execution = try await first.start("m", input: #""held""#).execution
            _ = try await first.start("m", input: "{}")
            await gate.waitForEntries(1)
            await filler.waitForEntries(1)
            try await second.client.stop(execution)
            try await second.client.redrive(execution)
            try await Bench.running(second) {
                while try await !bench.types(execution).contains("WaitScheduled") { await Task.yield() }
            }
            filler.open()
            #expect(try await first.result(of: execution).output?.string == #""second""#)
        }
    }
}
