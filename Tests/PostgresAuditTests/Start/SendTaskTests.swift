@testable import Engine
import EventLog
import Foundation
import JSON
import Synchronization
import Testing

/// `daybook.send_task_success` and its like, in a transaction of the caller's.
@Suite(.timeLimit(.minutes(5))) struct SendTaskTests {
    /// Runs an engine with the machine `asks`, whose task waits for its token, and starts an execution of it.
    private func with(
        _ fields: String = "",
        _ body: @Sendable (StartScene, ExecutionEngine, StreamID, _ token: String) async throws -> Void
    ) async throws {
        try await StartScene.with { scene in
            let engine = try scene.engine()
            let tokens = AsyncStream<String>.makeStream()
            engine.register("ask") { (_: JSONValue, context: TaskContext) async throws -> JSONValue in
                tokens.continuation.yield(context.token ?? "none")
                return "asked"
            }
            let definition = """
                {"StartAt": "t", "States": {
                    "t": {"Type": "Task", "Resource": "ask.waitForTaskToken", \(fields) "End": true}}}
                """
            try engine.add(
                StateMachine(
                    name: "asks", definition: definition, role: Role(arn: "arn:aws:iam::1:role/r", resources: ["*"])))
            try await scene.running(engine) { engine in
                let execution = try await engine.start("asks", input: "{}").execution
                var iterator = tokens.stream.makeAsyncIterator()
                try await body(scene, engine, execution, await iterator.next() ?? "")
            }
            #expect(try scene.database.auditor().value("SELECT sum(broken) FROM audit.verify_all()") == "0")
        }
    }

    @Test(
        "ends the task",
        arguments: [
            (#"send_task_success('%', '{"a": 1.10}')"#, "SUCCEEDED", #"{"a": 1.10}"#),
            (#"send_task_success('%', '{"a": 1.10}'::jsonb)"#, "SUCCEEDED", #"{"a": 1.10}"#),
            ("send_task_failure('%', 'No', E'a\n\"b\"')", "FAILED", "No a\n\"b\""),
            ("send_task_failure('%')", "FAILED", "- -"),
        ])
    func ends(_ call: String, _ status: String, _ outcome: String) async throws {
        try await with { scene, engine, execution, token in
            let starter = try scene.database.starter()
            try starter.run("SELECT daybook.send_task_heartbeat('\(token)')")
            try starter.run("SELECT daybook.\(call.replacing("%", with: token))")
            let end = try await engine.result(of: execution)
            #expect(end.status.rawValue == status)
            #expect(end.output?.string ?? "\(end.error ?? "-") \(end.cause ?? "-")" == outcome)
            let question =
                "SELECT request, requested_by, refusal FROM audit.signals WHERE consumed IS NOT NULL ORDER BY 1"
            // The heartbeat may come after the answer.
            while try scene.database.auditor().rows(question).count < 2 { await Task.yield() }
            #expect(try scene.database.auditor().rows(question).map { $0[1] } == ["bob", "bob"])
        }
    }

    @Test func `nothing happens before the caller commits, or if it rolls back`() async throws {
        try await with { scene, engine, execution, token in
            let starter = try scene.database.starter()
            try starter.run("BEGIN; SELECT daybook.send_task_failure('\(token)'); ROLLBACK")
            try starter.run("BEGIN; SELECT daybook.send_task_success('\(token)', '1')")
            // Another execution is not held up by the session that stays open.
            let other = try await engine.start("m", input: #"{"quick": true}"#)
            #expect(try await engine.result(of: other.execution).status == .succeeded)
            #expect(try await scene.client.describe(execution).status == .running)
            try starter.run("COMMIT")
            #expect(try await engine.result(of: execution).output?.string == "1")
        }
    }

    @Test func `the views tell that it waits, for what and until when`() async throws {
        try await with(#""TimeoutSeconds": 3600,"#) { scene, engine, execution, token in
            let auditor = try scene.database.auditor()
            let question = """
                SELECT outcome, deadline - started = interval '1 hour' FROM audit.task_attempts
                WHERE execution = '\(execution.uuid.text)'
                """
            while try auditor.rows(question) != [["submitted", "t"]] { await Task.yield() }
            #expect(
                try auditor.rows("SELECT waits_for, state FROM audit.timers WHERE stream_id = '\(execution.uuid.text)'")
                    == [["token", "t"]])
            #expect(
                try auditor.value(
                    "SELECT payload ->> 'output' FROM audit.events WHERE type = 'TaskSubmitted'") == "asked")
            try await engine.client.sendTaskSuccess(token: token, output: "1")
            _ = try await engine.result(of: execution)
            #expect(try auditor.rows(question) == [["succeeded", nil]])
        }
    }

    @Test func `what is no token, or no answer, is refused at once`() async throws {
        try await with { scene, _, execution, token in
            let starter = try scene.database.starter()
            let stranger = TaskToken(execution: StreamID(.execution, UUID()), secret: (1, 2))
            for (call, code) in [
                ("send_task_success('\(token)', '{')", "YD010"), ("send_task_success('\(token)', NULL::text)", "YD010"),
                ("send_task_heartbeat('x')", "YD015"), ("send_task_heartbeat(NULL)", "YD015"),
                ("send_task_heartbeat('\(token)=')", "YD015"), ("send_task_heartbeat('\(stranger)')", "YD014"),
                ("send_task_failure('\(token)', repeat('x', 32769))", "YD010"),
            ] {
                #expect(try starter.refusal("SELECT daybook.\(call)") == code, "\(call)")
            }
            // Of the spellings of its last character that decode alike only one is the token.
            let last = try #require(token.last)
            for other in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" where other != last {
                let spelled = String(token.dropLast()) + String(other)
                let refusal = try starter.refusal("SELECT daybook.execution_of('\(spelled)')")
                #expect(refusal == "42501")
                let isToken = TaskToken(spelled) != nil
                let found = try scene.database.owner().refusal("SELECT daybook.execution_of('\(spelled)')")
                #expect((found == nil) == isToken)
            }
            #expect(try scene.database.auditor().value("SELECT count(*) FROM audit.signals") == "0")
            #expect(try await scene.client.describe(execution).status == .running)
            _ = try starter.refusal("SELECT daybook.stop_execution('\(execution.uuid.text)')")
        }
    }
}
