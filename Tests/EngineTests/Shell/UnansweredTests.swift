import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Synchronization
import Testing

/// The store did what it was asked, and its answer is lost: until it is sent again, the engine does not know where the stream ends.
@Suite("While a commit has no answer", .timeLimit(.minutes(10))) struct UnansweredTests {
    private let bench = Bench()
    private let gate = Gate()
    private let link: FaultyEventStore

    init() {
        link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
    }

    private func loseAnswers() {
        var faults = StoreFaults()
        faults.lostCommitAnswers = 1
        link.faults = faults
    }

    /// The engine that claims needs a moment to read what it claimed.
    private func waitUntilClaimed(_ execution: StreamID) async {
        while bench.store.wakeUp(of: execution)?.holder == nil { await Task.yield() }
        await giveWay()
    }

    /// Lets everybody else have many a turn.
    private func giveWay() async {
        for _ in 0..<100 { await Task.yield() }
    }

    @Test func `an execution that it lets go, and that is due again, is not lost`() async throws {
        let engine = bench.engine(on: link) { $0.shortestReleasedSleep = .milliseconds(10) }
        engine.handle("a") { _ in
            try await gate.pass()
            return "done"
        }
        try engine.add(
            try Bench.machine(States.task("a", next: "w") + #","w": {"Type": "Wait", "Seconds": 1, "End": true}"#))
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "{}").execution
            await gate.waitForEntries(1)
            loseAnswers()
            gate.open()
            while bench.store.wakeUp(of: execution)?.holder != nil { await Task.yield() }
            await waitUntilClaimed(execution)
            link.faults = StoreFaults()
            #expect(try await engine.result(of: execution).output?.string == #""done""#)
        }
    }

    @Test func `an execution that it ends, and that is redriven, is not lost`() async throws {
        let isBroken = Mutex(true)
        let engine = bench.engine(on: link)
        engine.handle("a") { _ in
            try await gate.pass()
            if isBroken.withLock({ $0 }) { throw TaskError("Bad", cause: "it is broken") }
            return "done"
        }
        try engine.add(try Bench.machine(States.task("a")))
        let other = ExecutionClient(store: bench.store, configuration: bench.configuration)
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "{}").execution
            await gate.waitForEntries(1)
            loseAnswers()
            gate.open()
            while try await other.describe(execution).status == .running { await Task.yield() }
            isBroken.withLock { $0 = false }
            try await other.redrive(execution)
            await waitUntilClaimed(execution)
            link.faults = StoreFaults()
            while try await other.describe(execution).status == .running { await Task.yield() }
            #expect(try await other.describe(execution).output?.string == #""done""#)
        }
    }

    @Test func `a stop is not forgotten`() async throws {
        let long = Gate()
        let engine = bench.engine(on: link)
        engine.handle("a") { _ in
            try await gate.pass()
            return nil
        }
        engine.handle("b") { _ in
            try await long.pass()
            return nil
        }
        try engine.add(try Bench.machine(ParallelTests.parallel("", States.task("a"), States.task("b"))))
        let other = ExecutionClient(store: bench.store, configuration: bench.configuration)
        try await Bench.running(engine) {
            let execution = try await engine.start("m", input: "{}").execution
            await gate.waitForEntries(1)
            await long.waitForEntries(1)
            loseAnswers()
            gate.open()
            while try await !bench.types(execution).contains("TaskSucceeded") { await Task.yield() }
            try await other.stop(execution)
            await giveWay()
            link.faults = StoreFaults()
            await long.waitForCancellations(1)
            #expect(try await engine.result(of: execution).status == .aborted)
        }
    }
}
