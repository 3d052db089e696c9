import EngineTesting
import EventLog
import FoundationEssentials
import JSON
import MemoryBackend
import Testing

@testable import Engine

/// A process may die after it was asked to begin an execution that a task waits for, while somebody ends the one that waits.
@Suite("The stop of an execution that is yet to be begun", .timeLimit(.minutes(10))) struct ChildStopTests {
    private let clock = ManualClock()
    private let bench: Bench
    private let client: ExecutionClient

    init() {
        bench = Bench(clock: clock)
        client = ExecutionClient(store: bench.store, configuration: bench.configuration)
    }

    /// An execution that was stopped while the handler of its task was about to begin another one, and died.
    private func stoppedParent() async throws -> (StreamID, TaskAttempt) {
        let resource = "arn:aws:states:::states:startExecution.sync:2"
        let gate = Gate()
        let link = FaultyEventStore(bench.store, faults: StoreFaults(), seed: 1)
        let engine = bench.engine(on: link)
        engine.handle(resource, TaskOptions(awaitsToken: true)) { _ in
            try await gate.pass()
            return nil
        }
        try engine.add(Bench.machine(#""t": {"Type": "Task", "Resource": "\#(resource)", "End": true}"#))
        let run = Task { try await engine.run() }
        let parent = try await engine.start("m", input: "{}").execution
        await gate.waitForEntries(1)
        await bench.kill(engine, on: link, run)
        let task = try #require(try await client.describe(parent).state.frames.first?.task)
        try await client.stop(parent, requestedBy: "test")
        return (parent, task)
    }

    /// What the engine does that claims the only signal.
    private func processSignal() async throws -> StreamSummary {
        let signal = try #require(try await bench.store.streams(StreamQuery(category: .signal)).streams.first).stream
        let queue = bench.configuration.queue
        try await SignalProcessor(client: client, queue: queue).process(
            ClaimedStream(stream: signal, queue: queue, due: clock.now(), reason: .due),
            worker: WorkerID(UUID(high: 7, low: 7)))
        return try await bench.store.head(of: signal)
    }

    @Test func `waits for it and stops it`() async throws {
        let (parent, task) = try await stoppedParent()
        #expect(try await processSignal().status == .open)
        let child = ChildExecution.stream(of: task.id, in: parent)
        let token = try #require(task.token.flatMap { TaskToken($0) })
        let plan = try StartPlan(
            child: child, of: Bench.machine(#""w": {"Type": "Wait", "Seconds": 9, "End": true}"#, name: "c"),
            input: "{}", name: nil, parent: ExecutionParent(token: token, parsesPayloads: true), startedBy: "m",
            version: nil,
            alias: nil, configuration: bench.configuration)
        _ = try await client.start(plan)
        #expect(try await processSignal().status == Signal.consumedStatus)
        let end = try await client.describe(child)
        #expect(end.status == .aborted && end.cause == "The execution that waits for it ended.")
    }

    @Test func `does not wait for ever`() async throws {
        let (parent, task) = try await stoppedParent()
        let child = ChildExecution.stream(of: task.id, in: parent)
        clock.advance(by: bench.configuration.lease * 10)
        let signal = try await processSignal()
        #expect(signal.status == Signal.consumedStatus)
        let payload = try #require(try await bench.store.readAll(signal.stream).last?.payload)
        #expect(String(decoding: payload, as: UTF8.self) == #"{"refusal":"there is no \#(child)"}"#)
    }
}
