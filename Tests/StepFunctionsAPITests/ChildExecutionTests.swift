import Engine
import EventLog
import Foundation
import JSON
import MemoryBackend
import Testing

@Suite("Executions that tasks start", .timeLimit(.minutes(10))) struct ChildExecutionTests {
    private static let resource = "arn:aws:states:::states:startExecution"

    private func parent(_ pattern: String, _ child: String, input: String = #""Input.$":"$","#) -> String {
        RunningServer.task(
            Self.resource + pattern,
            more: #","Parameters":{\#(input)"StateMachineArn":"\#(RunningServer.arn(child))"}"#)
    }

    private func output(_ description: JSONValue) throws -> JSONValue {
        try JSONValue(parsing: description["output"]?.stringValue ?? "null")
    }

    @Test func `are only begun, or waited for with their output as text or as JSON`() async throws {
        try await RunningServer.with { server in
            try await server.create("child", RunningServer.pass(["n": 1.5]))
            try await server.create("begin", parent("", "child"))
            try await server.create("wait", parent(".sync", "child"))
            try await server.create("parse", parent(".sync:2", "child"))

            let begun = try output(try await server.run(RunningServer.arn("begin"), input: #"{"a": 1.0}"#))
            #expect(begun["SdkHttpMetadata"]?["HttpStatusCode"] == 200)
            let child = try await server.end(begun["ExecutionArn"])
            #expect(child["input"] == #"{"a":1.0}"# && child["status"] == "SUCCEEDED")

            let waited = try output(try await server.run(RunningServer.arn("wait")))
            #expect(waited["Output"] == #"{"n":1.5}"# && waited["Status"] == "SUCCEEDED" && waited["Input"] == "{}")
            #expect(waited["StartDate"]?.numberValue?.int ?? 0 > 1_700_000_000_000)

            let parsed = try output(try await server.run(RunningServer.arn("parse")))
            #expect(parsed["Output"] == ["n": 1.5] && parsed["OutputDetails"] == ["Included": true])
        }
    }

    @Test func `fail the task that waits with what became of them`() async throws {
        let fail = #"{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"Bad","Cause":"no"}}}"#
        try await RunningServer.with { server in
            try await server.create("child", fail)
            try await server.create("wait", parent(".sync:2", "child"))
            let end = try await server.run(RunningServer.arn("wait"))
            #expect(end["error"] == "States.TaskFailed")
            let cause = try JSONValue(parsing: end["cause"]?.stringValue ?? "")
            #expect(cause["Error"] == "Bad" && cause["Cause"] == "no" && cause["Status"] == "FAILED")
            let history = try await server.does(
                "GetExecutionHistory", ["executionArn": end["executionArn"] ?? .null])
            let types = history["events"]?.arrayValue?.compactMap { $0["type"]?.stringValue } ?? []
            #expect(
                types == [
                    "ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSubmitted",
                    "TaskFailed",
                    "ExecutionFailed",
                ])
        }
    }

    @Test func `say what is wrong where they cannot be started`() async throws {
        try await RunningServer.with { server in
            try await server.create("missing", parent(".sync", "nowhere"))
            let end = try await server.run(RunningServer.arn("missing"))
            #expect(end["error"] == "StepFunctions.StateMachineDoesNotExistException")
            #expect(end["cause"]?.stringValue?.contains("(Service: AWSStepFunctions; Status Code: 400;") ?? false)

            try await server.create("child", RunningServer.pass(1))
            let named = #""Input":{},"Name":"once","#
            try await server.create("twice", parent("", "child", input: named))
            #expect(try await server.run(RunningServer.arn("twice"))["status"] == "SUCCEEDED")
            let again = try await server.run(RunningServer.arn("twice"))
            #expect(again["error"] == "StepFunctions.ExecutionAlreadyExistsException")
        }
    }

    @Test func `are stopped with the execution that waits for them`() async throws {
        let sleep = #"{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":100000,"End":true}}}"#
        try await RunningServer.with { server in
            try await server.create("child", sleep)
            try await server.create("wait", parent(".sync", "child"))
            let start = try await server.does(
                "StartExecution", ["stateMachineArn": .string(RunningServer.arn("wait"))])
            var child: JSONValue?
            while child == nil {
                let list = try await server.does(
                    "ListExecutions", ["stateMachineArn": .string(RunningServer.arn("child"))])
                child = list["executions"]?.arrayValue?.first?["executionArn"]
            }
            try await server.does("StopExecution", ["executionArn": start["executionArn"] ?? .null])
            #expect(try await server.end(child)["status"] == "ABORTED")
            #expect(try await server.end(start["executionArn"])["status"] == "ABORTED")
        }
    }

    @Test func `are stopped with the execution that waits for them in another branch`() async throws {
        let sleep = #"{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":100000,"End":true}}}"#
        let gate = "arn:aws:states:us-east-1:123456789012:activity:gate"
        let activity = #"{"StartAt":"G","States":{"G":{"Type":"Task","Resource":"\#(gate)","End":true}}}"#
        try await RunningServer.with { server in
            try await server.create("child", sleep)
            try await server.does("CreateActivity", ["name": "gate"])
            let branches = "\(parent(".sync", "child")),\(activity)"
            try await server.create(
                "both", #"{"StartAt":"B","States":{"B":{"Type":"Parallel","End":true,"Branches":[\#(branches)]}}}"#)
            let start = try await server.does(
                "StartExecution", ["stateMachineArn": .string(RunningServer.arn("both"))])
            var child: JSONValue?
            while child == nil {
                let list = try await server.does(
                    "ListExecutions", ["stateMachineArn": .string(RunningServer.arn("child"))])
                child = list["executions"]?.arrayValue?.first?["executionArn"]
            }
            let task = try await server.does("GetActivityTask", ["activityArn": .string(gate)])
            try await server.does("SendTaskFailure", ["taskToken": task["taskToken"] ?? .null, "error": "Bad"])
            #expect(try await server.end(start["executionArn"])["status"] == "FAILED")
            #expect(try await server.end(child)["status"] == "ABORTED")
        }
    }

    @Test(
        "are started once by a task whose worker died, and waited for by the next",
        arguments: ["states:startExecution.sync:2", "states:startExecution", "aws-sdk:sfn:startExecution"])
    func crash(_ resource: String) async throws {
        let store = MemoryEventStore()
        let child = RunningServer.pass(7)
        let wait = RunningServer.task(
            "arn:aws:states:::" + resource, more: #","Parameters":{"StateMachineArn":"\#(RunningServer.arn("child"))"}"#
        )
        // The server dies where the child is begun and nothing is recorded of it: that is what a second run of the attempt finds.
        let (arn, first) = try await RunningServer.with(store: store) { server in
            try await server.create("child", child)
            try await server.create("wait", wait)
            let start = try await server.does(
                "StartExecution", ["stateMachineArn": .string(RunningServer.arn("wait"))])
            let began = try output(try await server.end(start["executionArn"]))["ExecutionArn"]
            // What is only begun shall have ended, too, before the next worker comes.
            _ = try await server.end(began)
            return (start["executionArn"]?.stringValue ?? "", began)
        }
        let client = ExecutionClient(store: store)
        let name = String(arn.split(separator: ":").last ?? "")
        let execution = try #require(StreamID("execution/\(name)"))
        let events = try await store.readAll(execution)
        let begun = try #require(events.firstIndex { $0.type.rawValue == "TaskStarted" })
        // The parent as it stood then, in another log that has the child already.
        let copy = MemoryEventStore()
        try await Self.copy(store, to: copy, cutting: execution, after: begun + 1)
        let end = try await RunningServer.with(store: copy) { server in
            try await server.end(.string(arn))
        }
        #expect(end["status"] == "SUCCEEDED")
        let result = try output(end)
        #expect(result["Output"] == (resource.contains("sync") ? 7 : nil))
        #expect(result["ExecutionArn"] == first)
        let children = try await client.list(StreamQuery(category: .execution, limit: 10)).streams
        #expect(children.count == 2)
        let after = try await ExecutionClient(store: copy).list(StreamQuery(category: .execution, limit: 10)).streams
        #expect(after.count == 2)
    }

    /// A log as a process left it that died when its execution had so many events, and whose signals nobody had taken yet.
    private static func copy(
        _ store: MemoryEventStore, to copy: MemoryEventStore, cutting execution: StreamID, after count: Int
    ) async throws {
        for category in [StreamCategory.definition, .role, .stateMachine, .executionName, .execution, .signal] {
            for summary in try await store.streams(StreamQuery(category: category)).streams {
                let events = try await store.readAll(summary.stream)
                let isOpen = summary.stream == execution || category == .signal
                let kept = isOpen ? events.prefix(category == .signal ? 1 : count) : events[...]
                let wakeUp = WakeUp(
                    due: try #require(kept.last).recordedAt, queue: Queue("default"),
                    semantics: Semantics.current.rawValue)
                let append = Append(
                    to: summary.stream, expected: .empty,
                    events: kept.map { NewEvent(type: $0.type, recordedAt: $0.recordedAt, payload: $0.payload) },
                    wakeUp: isOpen ? .set(wakeUp) : .unchanged,
                    status: summary.stream == execution
                        ? StreamStatus("RUNNING") : category == .signal ? .open : summary.status,
                    labels: summary.labels)
                let id = CommitID(UUID(high: summary.stream.uuid.high, low: ~summary.stream.uuid.low))
                _ = try await copy.commit(Commit(id: id, append))
            }
        }
    }
}
