import Engine
import EventLog
import JSON
import MemoryBackend
import Testing

@Suite("An activity", .timeLimit(.minutes(10))) struct ActivityTests {
    private static let arn = "arn:aws:states:us-east-1:123456789012:activity:work"

    private func machine(_ server: RunningServer, more: String = "") async throws -> JSONValue {
        try await server.does("CreateActivity", ["name": "work"])
        try await server.create("m", RunningServer.task(Self.arn, more: more))
        return .string(RunningServer.arn("m"))
    }

    @Test func `is worked on by whoever asks, each task once`() async throws {
        let store = MemoryEventStore()
        try await RunningServer.with(store: store) { server in
            let machine = try await machine(server)
            var started: Set<String> = []
            for number in 0..<10 {
                let start = try await server.does(
                    "StartExecution", ["stateMachineArn": machine, "input": .string("\(number)")])
                started.insert(start["executionArn"]?.stringValue ?? "")
            }
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        let task = try await server.does(
                            "GetActivityTask", ["activityArn": .string(Self.arn), "workerName": "w"])
                        let input = task["input"]?.stringValue ?? "none"
                        try await server.does(
                            "SendTaskSuccess",
                            ["taskToken": task["taskToken"] ?? .null, "output": .string(#"{"done":\#(input)}"#)])
                        return input
                    }
                }
                let inputs = try await group.reduce(into: []) { $0.append($1) }
                #expect(inputs.sorted() == (0..<10).map(String.init))
            }
            for arn in started {
                let end = try await server.end(.string(arn))
                #expect(end["output"] == .string(#"{"done":\#(end["input"]?.stringValue ?? "")}"#))
            }
            let history = try await server.does("GetExecutionHistory", ["executionArn": .string(started.first ?? "")])
            let events = history["events"]?.arrayValue ?? []
            #expect(
                events.compactMap { $0["type"]?.stringValue } == [
                    "ExecutionStarted", "TaskStateEntered", "ActivityScheduled", "ActivityStarted", "ActivitySucceeded",
                    "TaskStateExited", "ExecutionSucceeded",
                ])
            #expect(events[3]["activityStartedEventDetails"]?["workerName"] == "w")
            #expect(events.compactMap { $0["previousEventId"]?.numberValue?.int } == [0, 0, 2, 3, 4, 5, 6])
            try await indexesFollowFromEvents(store)
        }
    }

    private func indexesFollowFromEvents(_ store: MemoryEventStore) async throws {
        for category in ["activity", "task", "execution"] {
            let streams = try await store.streams(StreamQuery(category: StreamCategory(category))).streams
            #expect(!streams.isEmpty)
            for summary in streams {
                let events = try await store.readAll(summary.stream)
                _ = try HashChain.verify(events)
                let index = try ExecutionIndexer().index(of: summary.stream, events: events)
                #expect(index.status == summary.status)
                #expect(index.labels == summary.labels)
                #expect(index.wakeUp == nil)
            }
        }
    }

    @Test func `gives a waiting worker the task that comes`() async throws {
        try await RunningServer.with { server in
            let machine = try await machine(server)
            async let waiting = server.does("GetActivityTask", ["activityArn": .string(Self.arn)])
            let start = try await server.does("StartExecution", ["stateMachineArn": machine, "input": "7"])
            let task = try await waiting
            #expect(task["input"] == "7")
            try await server.does(
                "SendTaskFailure", ["taskToken": task["taskToken"] ?? .null, "error": "Broken", "cause": "why"])
            let end = try await server.end(start["executionArn"])
            #expect(end["status"] == "FAILED" && end["error"] == "Broken" && end["cause"] == "why")
        }
    }

    @Test func `counts in causes the events that the history shows`() async throws {
        try await RunningServer.with { server in
            try await server.does("CreateActivity", ["name": "work"])
            try await server.create(
                "m",
                #"""
                {"StartAt":"W","States":{"W":{"Type":"Task","Resource":"\#(Self.arn)","Next":"P"},
                  "P":{"Type":"Pass","InputPath":"$.none","End":true}}}
                """#)
            let start = try await server.does("StartExecution", ["stateMachineArn": .string(RunningServer.arn("m"))])
            let task = try await server.does("GetActivityTask", ["activityArn": .string(Self.arn), "workerName": "w"])
            try await server.does("SendTaskSuccess", ["taskToken": task["taskToken"] ?? .null, "output": "{}"])
            let end = try await server.end(start["executionArn"])
            let history = try await server.does("GetExecutionHistory", ["executionArn": start["executionArn"] ?? .null])
            let entered = try #require(history["events"]?.arrayValue?.first { $0["type"] == "PassStateEntered" })
            let id = entered["id"]?.numberValue?.int ?? 0
            #expect(end["cause"]?.stringValue?.contains("(entered at the event id #\(id))") == true, "\(end.text)")
        }
    }

    @Test func `has tags, which outlive neither it nor a second creation`() async throws {
        try await RunningServer.with { server in
            let arn = JSONValue.string(Self.arn)
            func tags() async throws -> JSONValue? {
                try await server.does("ListTagsForResource", ["resourceArn": arn])["tags"]
            }
            try await server.does("CreateActivity", ["name": "work", "tags": [["key": "a", "value": "1"]]])
            try await server.does("CreateActivity", ["name": "work", "tags": [["key": "b", "value": "2"]]])
            #expect(try await tags() == [["key": "a", "value": "1"]])
            try await server.does("TagResource", ["resourceArn": arn, "tags": [["key": "b", "value": "2"]]])
            try await server.does("UntagResource", ["resourceArn": arn, "tagKeys": ["a", "x"]])
            #expect(try await tags() == [["key": "b", "value": "2"]])
            let many = (0..<50).map { ["key": .string("k\($0)")] as JSONValue }
            #expect(
                try await server.fails("TagResource", ["resourceArn": arn, "tags": .array(many)]) == "TooManyTags")
            try await server.does("DeleteActivity", ["activityArn": arn])
            #expect(try await server.fails("ListTagsForResource", ["resourceArn": arn]) == "ResourceNotFound")
            try await server.does("CreateActivity", ["name": "work"])
            #expect(try await tags() == [])
        }
    }

    @Test func `gives nobody a task whose execution has ended`() async throws {
        try await RunningServer.with { server in
            let machine = try await machine(server)
            let stopped = try await server.does("StartExecution", ["stateMachineArn": machine, "input": "1"])
            let arn = stopped["executionArn"] ?? .null
            var types: [String] = []
            while !types.contains("ActivityScheduled") {
                let history = try await server.does("GetExecutionHistory", ["executionArn": arn])
                types = history["events"]?.arrayValue?.compactMap { $0["type"]?.stringValue } ?? []
            }
            try await server.does("StopExecution", ["executionArn": arn])
            _ = try await server.does("StartExecution", ["stateMachineArn": machine, "input": "2"])
            let task = try await server.does("GetActivityTask", ["activityArn": .string(Self.arn)])
            #expect(task["input"] == "2")
        }
    }

    @Test func `lets its workers go when the server ends`() async throws {
        let task = try await RunningServer.with { server in
            try await server.does("CreateActivity", ["name": "work"])
            let endpoint = server
            let asked = Task { try await endpoint.call("GetActivityTask", ["activityArn": .string(Self.arn)]) }
            // A call that is answered later shows that the first was taken in.
            for _ in 0..<3 { try await server.does("ListActivities", [:]) }
            return asked
        }
        // It was let go, or came too late to be taken in; it did not hold up the end for a minute.
        _ = try? await task.value
    }

    @Test func `is refused by its name and ARN`() async throws {
        try await RunningServer.with { server in
            let codes = [
                try await server.fails("CreateActivity", ["name": "a b"]),
                try await server.fails("GetActivityTask", ["activityArn": .string(Self.arn)]),
                try await server.fails("DescribeActivity", ["activityArn": "x"]),
            ]
            #expect(codes == ["InvalidName", "ActivityDoesNotExist", "InvalidArn"])
        }
    }
}
