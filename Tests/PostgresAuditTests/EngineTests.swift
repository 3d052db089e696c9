import Engine
import EngineTesting
import EventLog
import Foundation
import JSON
import Logging
import Notifications
import PostgresBackend
import Testing

/// An engine that runs the payroll on Postgres, and an auditor who looks at what it did.
@Suite struct EngineTests {
    @Test func `what an engine did is what an auditor reads`() async throws {
        let database = try await AuditDatabase.make([])
        let store = try await database.open()
        let (ended, stopped) = try await run(on: store)
        let auditor = try database.auditor()
        #expect(
            try auditor.rows(
                "SELECT name, status, started_by, stopped_by, takeovers FROM audit.executions ORDER BY name")
                == [
                    ["ended", "SUCCEEDED", "ann", nil, "0"], ["stopped", "ABORTED", nil, "bob", "0"],
                ])
        #expect(
            try auditor.rows("SELECT state, outcome, attempt, runs FROM audit.attempts('\(ended.uuid.text)')") == [
                ["processData", "succeeded", "1", "1"], ["generatePaystubs", "succeeded", "1", "1"],
                ["generateReport", "failed", "1", "1"], ["generateReport", "succeeded", "2", "1"],
                ["successNotification", "succeeded", "1", "1"],
            ])
        #expect(
            try auditor.rows("SELECT execution_name, outcome FROM audit.notifications") == [["ended", "no subscriber"]])
        #expect(
            try auditor.value(
                "SELECT audit.execution_named(machine_arn, name) = execution FROM audit.executions WHERE name = 'ended'"
            )
                == "t")
        #expect(
            try auditor.rows("SELECT request, requested_by, consumed IS NULL, refusal FROM audit.signals") == [
                ["stop", "bob", "f", nil]
            ])
        #expect(
            try auditor.value("SELECT count(*) FROM audit.executions JOIN audit.definitions USING (definition)") == "2")
        #expect(try auditor.value("SELECT sum(broken) FROM audit.verify_all()") == "0")
        #expect(try auditor.rows("SELECT * FROM audit.timers").isEmpty)
        #expect(try auditor.rows("SELECT * FROM audit.stuck").isEmpty)
        for stream in [ended, stopped] {
            let head = try HashChain.verify(try await store.readAll(stream))
            let checked = try auditor.rows("SELECT events, is_intact FROM audit.verify('\(stream.uuid.text)')")
            #expect(checked == [["\(head.version)", "t"]])
        }
        // The index that the store keeps says the same as the events.
        for status in ["SUCCEEDED", "ABORTED"] {
            let listed = try await store.streams(StreamQuery(category: .execution, status: StreamStatus(status)))
            let found = try auditor.column("SELECT execution FROM audit.executions WHERE status = '\(status)'")
            #expect(listed.streams.map(\.stream.uuid.text) == found.compactMap(\.self))
        }
        await store.close()
    }

    /// The first engine is gone in the middle of a task: its connections end, nothing it does arrives any more.
    @Test func `a second run after a crash is seen with both workers`() async throws {
        let database = try await AuditDatabase.make([])
        let (firstStore, secondStore) = (try await database.open(), try await database.open())
        let link = FaultyEventStore(firstStore, faults: StoreFaults(), seed: 1)
        let (lost, found) = (Gate(), Gate(isOpen: true))
        let (first, second) = (try engine(on: link, lost), try engine(on: secondStore, found))
        let run = Task { try await first.run() }
        let execution = try await first.start("m", input: "{}", name: "crashed").execution
        await lost.waitForEntries(1)
        link.unplug()
        await firstStore.close()
        run.cancel()
        _ = await run.result
        try await withThrowingTaskGroup { group in
            group.addTask { try await second.run() }
            #expect(try await second.result(of: execution).status == .succeeded)
            second.shutDown()
            try await group.waitForAll()
        }
        await secondStore.close()
        let auditor = try database.auditor()
        #expect(
            try auditor.rows(
                "SELECT state, attempt, runs, array_to_json(workers), outcome FROM audit.attempts('\(execution.uuid.text)')"
            )
                == [["t", "1", "2", "[\"\(first.worker)\",\"\(second.worker)\"]", "succeeded"]])
        #expect(try auditor.rows("SELECT takeovers, status FROM audit.executions") == [["1", "SUCCEEDED"]])
        #expect(try auditor.value("SELECT sum(broken) FROM audit.verify_all()") == "0")
    }

    private func engine(on store: any EventStore, _ gate: Gate) throws -> ExecutionEngine {
        var configuration = EngineConfiguration()
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        configuration.pollInterval = .milliseconds(20)
        let engine = ExecutionEngine(store: store, configuration: configuration)
        engine.register("t") { (_: JSONValue, _: TaskContext) async throws -> JSONValue in
            try await gate.pass()
            return "done"
        }
        try engine.add(
            StateMachine(
                name: "m",
                definition: #"{"StartAt":"t","States":{"t":{"Type":"Task","Resource":"t","End":true}}}"#,
                role: Role(arn: "arn:aws:iam::123456789012:role/test", resources: ["*"])))
        return engine
    }

    /// Runs one payroll to its end, with a report that is late at first, and has another one stopped.
    private func run(on store: PostgresEventStore) async throws -> (ended: StreamID, stopped: StreamID) {
        let topics = TopicDirectory(store: store)
        try await topics.create(try TopicARN("arn:aws:sns:us-east-1:123456789012:SuccessNotifications"))
        var configuration = EngineConfiguration()
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let engine = ExecutionEngine(store: store, configuration: configuration)
        for name in ["processData", "generatePaystubs"] {
            engine.register(name) { (input: JSONValue, _: TaskContext) async throws -> JSONValue in
                if input["stop me"] != nil { try await Task.sleep(for: .seconds(600)) }
                return ["by": .string(name)]
            }
        }
        engine.register("generateReport") { (_: JSONValue, context: TaskContext) async throws -> JSONValue in
            if context.attempt == 0 { throw TaskError("States.Timeout", cause: "late") }
            return ["report": "report.pdf"]
        }
        engine.register(SNSPublishHandler.resource, handler: SNSPublishHandler(store: store))
        engine.add(NotificationDelivery(store: store))
        let text = try Project.text("Examples/payroll/payroll.asl.json")
            .replacing("\"IntervalSeconds\": 2", with: "\"IntervalSeconds\": 1")
        try engine.add(
            StateMachine(
                name: "payroll", definition: text,
                role: Role(arn: "arn:aws:iam::123456789012:role/payroll", resources: ["*"], topics: ["*"])))
        return try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            let ended = try await engine.start("payroll", input: "{}", name: "ended", startedBy: "ann").execution
            let stopped = try await engine.start("payroll", input: #"{"stop me":1}"#, name: "stopped").execution
            try await engine.client.send(
                Signal(to: stopped, .stop(error: "Stopped", cause: "wrong month"), requestedBy: "bob"))
            _ = try await engine.result(of: ended)
            _ = try await engine.result(of: stopped)
            engine.shutDown()
            try await group.waitForAll()
            return (ended, stopped)
        }
    }
}
