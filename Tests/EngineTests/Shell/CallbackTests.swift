import EngineTesting
import EventLog
import FoundationEssentials
import JSON
import MemoryBackend
import Testing

@testable import Engine

@Suite("Whoever has a task's token", .timeLimit(.minutes(10))) struct CallbackTests {
    private let bench = Bench()
    private let tokens = Tokens()

    private func engine(_ fields: String = "") throws -> ExecutionEngine {
        let engine = bench.engine()
        engine.register("ask", handler: Asking(tokens: tokens))
        try engine.add(
            Bench.machine(
                #""t": {"Type": "Task", "Resource": "ask.waitForTaskToken", \#(fields) "End": true}"#))
        return engine
    }

    /// Waits until nobody holds the execution any more.
    private func waitForRelease(_ execution: StreamID) async throws {
        while try await bench.store.readAll(execution).last?.type.rawValue != "TaskSubmitted" { await Task.yield() }
    }

    @Test func `ends it, though the engine has let go of the execution`() async throws {
        let engine = try engine()
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            let token = await tokens.next()
            try await waitForRelease(start.execution)
            while engine.waiters.isHeld(start.execution) { await Task.yield() }
            async let end = engine.result(of: start.execution)
            try await engine.client.sendTaskHeartbeat(token: token)
            try await engine.client.sendTaskSuccess(token: token, output: #"{"approved": 1.10}"#)
            #expect(try await end.output?.string == #"{"approved": 1.10}"#)
        }
    }

    @Test func `ends it before its handler has answered, and cancels the handler`() async throws {
        let gate = Gate()
        let engine = bench.engine()
        engine.register("ask", handler: Asking(tokens: tokens, gate: gate))
        try engine.add(
            Bench.machine(#""t": {"Type": "Task", "Resource": "ask.waitForTaskToken", "End": true}"#))
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            try await engine.client.sendTaskFailure(token: await tokens.next(), error: "No", cause: "of course")
            let end = try await engine.result(of: start.execution)
            #expect((end.error, end.cause) == ("No", "of course"))
            await gate.waitForCancellations(1)
        }
    }

    @Test func `ends it after everybody was gone for a while`() async throws {
        let first = try engine()
        let start = try await Bench.running(first) {
            let start = try await first.start("m", input: "{}")
            try await waitForRelease(start.execution)
            return start
        }
        let client = ExecutionClient(store: bench.store, configuration: bench.configuration)
        try await client.sendTaskSuccess(token: await tokens.next(), output: "1")
        let second = try engine()
        let end = try await Bench.running(second) { try await second.result(of: start.execution) }
        #expect(end.status == .succeeded)
    }

    @Test func `is told what is wrong`() async throws {
        let engine = try engine()
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            let token = await tokens.next()
            await expectError("the task token is not one that this engine gives") {
                try await engine.client.sendTaskHeartbeat(token: "mine")
            }
            await expectError("the output is not JSON") {
                try await engine.client.sendTaskSuccess(token: token, output: "{")
            }
            let stranger = TaskToken(execution: StreamID(.execution, UUID()), secret: (1, 2))
            await expectError("there is no execution/") {
                try await engine.client.sendTaskHeartbeat(token: stranger.description)
            }
            let guess = TaskToken(execution: start.execution, secret: (1, 2))
            await expectError("the task of this token has ended") {
                try await engine.client.sendTaskSuccess(token: guess.description, output: "1")
            }
            try await engine.client.sendTaskSuccess(token: token, output: "1")
            await expectError("the task of this token has ended") {
                try await engine.client.sendTaskSuccess(token: token, output: "1")
            }
        }
    }

    @Test(
        "may also send a signal", arguments: [("taskSuccess", "SUCCEEDED"), ("taskFailure", "FAILED")])
    func signals(_ request: String, _ status: String) async throws {
        let engine = try engine()
        try await Bench.running(engine) {
            let start = try await engine.start("m", input: "{}")
            let token = try #require(TaskToken(await tokens.next()))
            try await engine.client.send(Signal(to: token.execution, .taskHeartbeat(token)))
            let answer: Signal.Request =
                request == "taskSuccess"
                ? .taskSuccess(token, output: try JSONText(validating: #"{"a": 1}"#))
                : .taskFailure(token, error: "E", cause: "\"c\"")
            let signal = Signal(to: token.execution, answer, requestedBy: "me")
            let sent = try await engine.client.send(signal)
            #expect(try await engine.result(of: start.execution).status.rawValue == status)
            let recorded = try #require(try await bench.store.readAll(sent).first)
            #expect(try Signal(recorded) == signal)
            #expect(String(decoding: recorded.payload, as: UTF8.self).contains(#""request":"\#(request)""#))
        }
    }

    private func expectError(
        _ beginning: String, _ body: () async throws -> Void, _ location: SourceLocation = #_sourceLocation
    ) async {
        do {
            try await body()
            Issue.record("no error", sourceLocation: location)
        } catch {
            #expect("\(error)".hasPrefix(beginning), sourceLocation: location)
        }
    }
}

/// A handler that hands its token to whoever waits for one.
private struct Asking: TaskHandler {
    let tokens: Tokens
    var gate: Gate?

    func run(_ context: TaskContext) async throws -> TaskResult {
        tokens.add(context.token ?? "none")
        try await gate?.pass()
        return TaskResult(output: JSONText("asked"))
    }
}

/// The tokens that handlers were given, oldest first.
private final class Tokens: Sendable {
    private let stream = AsyncStream<String>.makeStream()

    func add(_ token: String) { stream.continuation.yield(token) }

    func next() async -> String {
        for await token in stream.stream { return token }
        return ""
    }
}
