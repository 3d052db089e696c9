import Engine
import EngineTesting
import EventLog
import JSON
import MemoryBackend
import Synchronization
import Testing

@Suite("A handler's run", .timeLimit(.minutes(10))) struct TaskRunTests {
    private static let machine = States.task("t")

    /// An engine with a handler of `t` behind a gate.
    private func engine(
        _ bench: Bench, _ gate: Gate, _ options: TaskOptions = TaskOptions(), states: String = machine
    ) throws -> ExecutionEngine {
        let engine = bench.engine()
        engine.handle("t", options) { context in
            try await gate.pass()
            return .string("run \(context.run) of attempt \(context.attempt)")
        }
        try engine.add(Bench.machine(states))
        return engine
    }

    @Test func `is cancelled when the execution is stopped`() async throws {
        let (bench, gate) = (Bench(), Gate())
        let engine = try engine(bench, gate)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await gate.waitForEntries(1)
            try await engine.stop(start.execution, error: "Halted", cause: "by hand", requestedBy: "me")
            let end = try await engine.result(of: start.execution)
            #expect(end.status == .aborted)
            #expect(end.error == "Halted")
            await gate.waitForCancellations(1)
            await #expect(throws: EngineError.self) { try await engine.stop(start.execution) }
        }
    }

    @Test func `is cancelled when somebody else stops the execution through the log`() async throws {
        let (bench, gate) = (Bench(), Gate())
        let engine = try engine(bench, gate)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await gate.waitForEntries(1)
            try await ExecutionClient(store: bench.store).stop(start.execution)
            await gate.waitForCancellations(1)
            #expect(try await engine.result(of: start.execution).status == .aborted)
        }
        let claims = try await bench.store.claims()
        #expect(claims.isEmpty, "the wake-up of an execution that has ended stays")
    }

    @Test func `is cancelled at its deadline and tried again`() async throws {
        let clock = ManualClock()
        let (bench, gate) = (Bench(clock: clock), Gate())
        let states = States.task(
            "t", #""TimeoutSeconds": 60, "Retry": [{"ErrorEquals": ["States.Timeout"], "IntervalSeconds": 5}],"#)
        let engine = try engine(bench, gate, states: states)
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await gate.waitForEntries(1)
            clock.advance(by: .seconds(60))
            await gate.waitForCancellations(1)
            await clock.waitForSleeper(until: clock.now().adding(.seconds(5)))
            gate.open()
            clock.advance(by: .seconds(5))
            let end = try await engine.result(of: start.execution)
            #expect(end.output?.string == #""run 1 of attempt 1""#)
        }
    }

    @Test func `is cancelled at the limit of its registration`() async throws {
        let clock = ManualClock()
        let (bench, gate) = (Bench(clock: clock), Gate())
        let engine = try engine(bench, gate, TaskOptions(timeLimit: .milliseconds(1500)))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await gate.waitForEntries(1)
            clock.advance(by: .milliseconds(1500))
            let end = try await engine.result(of: start.execution)
            #expect(end.error == "States.Timeout")
            await gate.waitForCancellations(1)
        }
    }

    @Test func `lives as long as it beats, and ends when it is silent`() async throws {
        let clock = ManualClock()
        let bench = Bench(clock: clock)
        let (beats, silence) = (Gate(), Gate())
        let engine = bench.engine()
        engine.handle("t") { context in
            try await beats.pass()
            context.heartbeat()
            try await silence.pass()
            return nil
        }
        try engine.add(Bench.machine(States.task("t", #""HeartbeatSeconds": 10,"#)))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            await beats.waitForEntries(1)
            clock.advance(by: .seconds(6))
            beats.open()
            // The beat is recorded: the next moment is ten seconds after it.
            await clock.waitForSleeper(until: start.startedAt(bench).adding(.seconds(10)))
            await silence.waitForEntries(1)
            try await bench.waitForEvent("TaskHeartbeatRecorded", in: start.execution)
            clock.advance(by: .seconds(4))
            #expect(try await engine.client.describe(start.execution).status == .running)
            await clock.waitForSleeper(until: clock.now().adding(.seconds(6)))
            clock.advance(by: .seconds(6))
            let end = try await engine.result(of: start.execution)
            #expect(end.error == "States.Timeout")
            await silence.waitForCancellations(1)
        }
    }

    @Test func `of a limited resource waits for its place, and places come back after stops, time-outs and failures`()
        async throws
    {
        let clock = ManualClock()
        let bench = Bench(clock: clock)
        let most = Mutex((now: 0, most: 0))
        let gate = Gate()
        let engine = bench.engine()
        engine.handle("t", TaskOptions(timeLimit: .seconds(10), concurrency: 2)) { _ in
            most.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            defer { most.withLock { $0.now -= 1 } }
            try await gate.pass()
            return 1
        }
        try engine.add(Bench.machine(States.task("t")))
        try await Bench.running(engine) {
            var executions: [StreamID] = []
            for _ in 0..<8 { executions.append(try await engine.start("m", input: "{}").execution) }
            await gate.waitForEntries(2)
            // One that runs or waits is stopped, two time out: their places go to others.
            try await engine.stop(executions[0])
            await gate.waitForEntries(3)
            clock.advance(by: .seconds(10))
            await gate.waitForEntries(5)
            gate.open()
            var ends: [ExecutionStatus: Int] = [:]
            for execution in executions { ends[try await engine.result(of: execution).status, default: 0] += 1 }
            #expect(ends == [.aborted: 1, .failed: 2, .succeeded: 5])
            #expect(most.withLock { $0.most } == 2)
        }
    }

    @Test(
        "is told of failures under the names that the user chose",
        arguments: [
            (Failing.task, "Declined", "no money"), (.convertible, "Custom.Name", "why"),
            (.plain, "Plain", "Plain(number: 7)"),
            (.decoding, "DecodingError", "at '/amount': "),
        ])
    func errors(_ failing: Failing, _ error: String, _ cause: String) async throws {
        let bench = Bench()
        let engine = bench.engine()
        engine.register("t") { (input: Order, _: TaskContext) async throws -> Order in
            switch failing {
            case .task: throw TaskError("Declined", cause: "no money")
            case .convertible: throw Convertible()
            case .plain: throw Plain(number: 7)
            case .decoding: return input
            }
        }
        try engine.add(Bench.machine(States.task("t")))
        try await Bench.running(engine) {
            let input = failing == .decoding ? #"{"amount":"much"}"# : #"{"amount":1}"#
            let end = try await engine.result(of: engine.start("m", input: input).execution)
            #expect(end.status == .failed)
            #expect(end.error == error)
            #expect(end.cause?.hasPrefix(cause) == true, "\(end.cause ?? "-")")
        }
    }

    enum Failing: Sendable { case task, convertible, plain, decoding }
    struct Order: Codable, Sendable { let amount: Int }
    struct Plain: Error { let number: Int }
    struct Convertible: TaskErrorConvertible {
        var taskError: TaskError { TaskError("Custom.Name", cause: "why") }
    }

    @Test func `is given its payload byte for byte, and its answer is kept so`() async throws {
        struct Echo: TaskHandler {
            func run(_ context: TaskContext) async throws -> TaskResult { TaskResult(output: context.input) }
        }
        let bench = Bench()
        let engine = bench.engine()
        engine.register("t", handler: Echo())
        try engine.add(Bench.machine(States.task("t")))
        let text = #"{"z": 1.10,  "a":12345678901234567890,"ä":"\u00e4"}"#
        try await Bench.running(engine) {
            let end = try await engine.result(of: engine.start("m", input: text).execution)
            #expect(end.output?.string == text)
        }
    }

    @Test func `does not begin again when its result meets a conflict`() async throws {
        let bench = Bench()
        var faults = StoreFaults()
        faults.conflicts = 0.7
        let store = FaultyEventStore(bench.store, faults: faults, seed: 3)
        let engine = bench.engine(on: store)
        let runs = Mutex<[String: Int]>([:])
        engine.handle("t", TaskOptions(atMostOnce: true)) { context in
            runs.withLock { $0["\(context.idempotencyKey) \(context.run)", default: 0] += 1 }
            return 1
        }
        try engine.add(Bench.machine(States.task("t")))
        try await Bench.running(engine) {
            for _ in 0..<20 {
                let end = try await engine.result(of: engine.start("m", input: "{}").execution)
                #expect(end.status == .succeeded)
            }
        }
        #expect(runs.withLock { $0.count } == 20)
        #expect(runs.withLock { $0.values.allSatisfy { $0 == 1 } })
    }
}

extension StartResult {
    /// When the first event happened.
    fileprivate func startedAt(_ bench: Bench) async -> Timestamp {
        (try? await bench.store.read(execution, after: .none, limit: 1).first?.recordedAt) ?? .distantFuture
    }
}
