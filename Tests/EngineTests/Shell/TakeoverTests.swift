import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Synchronization
import Testing

@Suite("Executions of a worker that is gone", .timeLimit(.minutes(10))) struct TakeoverTests {
    private static func handle(_ engine: ExecutionEngine, _ gate: Gate, _ options: TaskOptions = TaskOptions()) throws {
        engine.handle("t", options) { context in
            try await gate.pass()
            return .string("run \(context.run), key \(context.idempotencyKey.hasSuffix("/3"))")
        }
        try engine.add(
            Bench.machine(
                States.task(
                    "t", #""Catch": [{"ErrorEquals": ["Daybook.OutcomeUnknown"], "ResultPath": "$.e", "Next": "p"}],"#)
                    + "," + States.pass("p", #""OutputPath": "$.e.Error","#)))
    }

    /// Starts an execution on an engine that dies in its task, and returns its end on another.
    private func crash(_ bench: Bench, _ options: TaskOptions = TaskOptions()) async throws -> ExecutionDescription {
        let (lost, found) = (Gate(), Gate(isOpen: true))
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let first = bench.engine(on: link)
        try Self.handle(first, lost, options)
        let run = Task { try await first.run() }
        let start = try await first.start("m", input: "{}", name: "n")
        await lost.waitForEntries(1)
        let second = bench.engine()
        try Self.handle(second, found, options)
        return try await Bench.running(second) {
            await bench.kill(first, on: link, run)
            return try await second.result(of: start.execution)
        }
    }

    @Test func `go on at once on another, and the second run shows and has the same key`() async throws {
        let bench = Bench()
        let end = try await crash(bench)
        #expect(end.output?.string == #""run 2, key true""#)
        let types = try await bench.types(end.execution)
        #expect(
            types == [
                "ExecutionStarted", "StateEntered", "TaskScheduled", "TaskStarted", "ExecutionTakenOver", "TaskStarted",
                "TaskSucceeded", "StateExited", "ExecutionSucceeded",
            ])
    }

    @Test func `fail with Daybook.OutcomeUnknown where the task must not run twice`() async throws {
        let end = try await crash(Bench(), TaskOptions(atMostOnce: true))
        #expect(end.output?.string == #""Daybook.OutcomeUnknown""#)
        #expect(end.caught.map(\.error) == ["Daybook.OutcomeUnknown"])
    }

    @Test func `go on where a limited resource has a place`() async throws {
        let end = try await crash(Bench(), TaskOptions(concurrency: 1))
        #expect(end.output?.string == #""run 2, key true""#)
    }

    @Test func `are parked after so many takeovers without progress, and go on when a person says so`() async throws {
        let bench = Bench()
        let gate = Gate()
        var execution: StreamID?
        for index in 0..<4 {
            let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
            let engine = bench.engine(on: link) { $0.takeoverLimit = 2 }
            try Self.handle(engine, gate)
            let run = Task { try await engine.run() }
            if execution == nil { execution = try await engine.start("m", input: "{}").execution }
            let stream = try #require(execution)
            if index < 3 {
                await gate.waitForEntries(index + 1)
            } else {
                try await bench.waitForEvent("ExecutionParked", in: stream)
            }
            await bench.kill(engine, on: link, run)
        }
        let stream = try #require(execution)
        let summary = try await bench.store.head(of: stream)
        #expect(summary.status == StreamStatus("STUCK"))
        #expect(summary.parked == "2 workers took it over and made no progress")
        let claims = try await bench.store.claims()
        #expect(claims.isEmpty)
        gate.open()
        let engine = bench.engine()
        try Self.handle(engine, gate)
        try await Bench.running(engine) {
            try await engine.client.unpark(stream, requestedBy: "me")
            #expect(try await engine.result(of: stream).status == .succeeded)
        }
    }

    @Test func `that were parked because they could not be read go on when a person says so`() async throws {
        let bench = Bench()
        let gate = Gate(isOpen: true)
        let engine = bench.engine()
        try Self.handle(engine, gate)
        let client = ExecutionClient(store: bench.store)
        let start = try await client.start(try Bench.machine(States.task("t")), input: "{}")
        // As a worker of an older version does: it has no event to say so, because it cannot decide.
        let head = try await bench.store.head(of: start.execution).head
        let parked = WakeUp(
            due: Timestamp(microseconds: 1), queue: Queue("default"), semantics: 1, parked: "not understood")
        let append = Append(
            to: start.execution, expected: head, events: [], wakeUp: .set(parked), status: StreamStatus("STUCK"))
        _ = try await bench.store.commit(Commit(id: CommitID(start.execution.uuid), append))
        try await Bench.running(engine) {
            #expect(try await bench.store.head(of: start.execution).parked == "not understood")
            try await client.unpark(start.execution)
            #expect(try await engine.result(of: start.execution).status == .succeeded)
            await #expect(throws: EngineError.self) { try await client.unpark(start.execution) }
        }
    }

    @Test func `whose resource nobody handles are parked`() async throws {
        let bench = Bench()
        let start = try await ExecutionClient(store: bench.store).start(
            try Bench.machine(States.task("unheard-of")), input: "{}")
        let engine = bench.engine()
        try await Bench.running(engine) {
            try await bench.waitForEvent("ExecutionParked", in: start.execution)
            let state = try await engine.client.describe(start.execution).state
            #expect(state.parked == "no handler is registered for the resource 'unheard-of'")
        }
    }

    @Test func `that shut down in good order were let go: handlers end, nothing is taken over`() async throws {
        let clock = ManualClock()
        let (bench, gate) = (Bench(clock: clock), Gate())
        let first = bench.engine()
        try Self.handle(first, gate)
        let wait = #""w": {"Type": "Wait", "Seconds": 5, "End": true}"#
        try first.add(Bench.machine(wait, name: "w"))
        let run = Task { try await first.run() }
        let working = try await first.start("m", input: "{}").execution
        let sleeping = try await first.start("w", input: "{}").execution
        await gate.waitForEntries(1)
        first.shutDown()
        await #expect(throws: EngineError.self) { try await first.start("m", input: "{}") }
        gate.open()
        try await run.value
        #expect(try await bench.types(working).last == "ExecutionSucceeded")
        #expect(gate.cancelled == 0)
        let types = try await bench.types(sleeping)
        #expect(types == ["ExecutionStarted", "StateEntered", "WaitScheduled"])
        // Free, and not as a dead worker's: the next one does not take it over.
        let second = bench.engine()
        try await Bench.running(second) {
            await clock.waitForSleeper(until: clock.now().adding(.seconds(5)))
            clock.advance(by: .seconds(5))
            #expect(try await second.result(of: sleeping).status == .succeeded)
            let types = try await bench.types(sleeping)
            #expect(!types.contains("ExecutionTakenOver"))
        }
    }
}
