import Engine
import EventLog
import JSON
import MemoryBackend
import Testing

@Suite("A state machine made through the API", .timeLimit(.minutes(10))) struct StateMachineTests {
    @Test func `is in the log, whole, for whoever reads it next`() async throws {
        let store = MemoryEventStore()
        let arn = RunningServer.arn("m")
        try await RunningServer.with(store: store) { server in
            try await server.create(
                "m", RunningServer.pass(1), ["publish": true, "tags": [["key": "k", "value": "v"]]])
            try await server.does(
                "CreateStateMachineAlias",
                [
                    "name": "live",
                    "routingConfiguration": [["stateMachineVersionArn": .string(arn + ":1"), "weight": 100]],
                ])
        }
        try await RunningServer.with(store: store) { server in
            #expect(try await server.run(arn + ":live")["output"] == "1")
            let tags = try await server.does("ListTagsForResource", ["resourceArn": .string(arn)])
            #expect(tags["tags"] == [["key": "k", "value": "v"]])
        }
        for summary in try await store.streams(StreamQuery(category: StreamCategory("state-machine"))).streams {
            _ = try HashChain.verify(try await store.readAll(summary.stream))
        }
    }

    @Test func `leaves what runs alone when it changes`() async throws {
        try await RunningServer.with { server in
            let arn = RunningServer.arn("m")
            try await server.create("m", RunningServer.pass(1), ["publish": true])
            let before = try await server.run(arn)
            try await server.does(
                "UpdateStateMachine",
                ["stateMachineArn": .string(arn), "definition": .string(RunningServer.pass(2)), "publish": true])
            #expect(try await server.run(arn)["output"] == "2")
            #expect(try await server.run(arn + ":1")["output"] == "1")
            #expect(try await server.run(arn + ":2")["output"] == "2")
            let pinned = try await server.does(
                "DescribeStateMachineForExecution", ["executionArn": before["executionArn"] ?? .null])
            #expect(pinned["definition"] == .string(RunningServer.pass(1)))
            #expect(pinned["revisionId"] == nil)
        }
    }

    @Test func `is gone once it is deleted, and may come again`() async throws {
        let store = MemoryEventStore()
        try await RunningServer.with(store: store) { server in
            let arn = JSONValue.string(RunningServer.arn("m"))
            try await server.create("m", RunningServer.pass(1), ["publish": true])
            let execution = try await server.run(RunningServer.arn("m"))
            try await server.does("DeleteStateMachine", ["stateMachineArn": arn])
            for operation in ["DescribeStateMachine", "StartExecution", "ListExecutions", "ListStateMachineVersions"] {
                let code = try await server.fails(operation, ["stateMachineArn": arn])
                #expect(code == "StateMachineDoesNotExist", "\(operation)")
            }
            #expect(try await server.does("ListStateMachines", [:])["stateMachines"] == [])
            // What ran is told as before.
            let pinned = try await server.does(
                "DescribeStateMachineForExecution", ["executionArn": execution["executionArn"] ?? .null])
            #expect(pinned["definition"] == .string(RunningServer.pass(1)))
            try await indexesFollowFromEvents(store)
            try await server.create("m", RunningServer.pass(2))
            #expect(try await server.run(RunningServer.arn("m"))["output"] == "2")
            #expect(
                try await server.does("ListStateMachineVersions", ["stateMachineArn": arn])["stateMachineVersions"]
                    == [])
            try await indexesFollowFromEvents(store)
        }
    }

    /// Status and labels are what a rebuild would make of the events.
    private func indexesFollowFromEvents(_ store: MemoryEventStore) async throws {
        for category in ["state-machine", "execution"] {
            for summary in try await store.streams(StreamQuery(category: StreamCategory(category))).streams {
                let events = try await store.readAll(summary.stream)
                let index = try ExecutionIndexer().index(of: summary.stream, events: events)
                #expect(index.status == summary.status)
                #expect(index.labels == summary.labels)
            }
        }
    }

    @Test func `is started by an alias as its weights say`() async throws {
        try await RunningServer.with { server in
            let arn = RunningServer.arn("m")
            try await server.create("m", RunningServer.pass(1), ["publish": true])
            try await server.does(
                "UpdateStateMachine",
                ["stateMachineArn": .string(arn), "definition": .string(RunningServer.pass(2)), "publish": true])
            func routes(_ first: Int) -> JSONValue {
                [
                    ["stateMachineVersionArn": .string(arn + ":1"), "weight": .number(JSONNumber(first))],
                    ["stateMachineVersionArn": .string(arn + ":2"), "weight": .number(JSONNumber(100 - first))],
                ]
            }
            try await server.does("CreateStateMachineAlias", ["name": "live", "routingConfiguration": routes(0)])
            let alias = JSONValue.string(arn + ":live")
            #expect(try await server.run(arn + ":live")["output"] == "2")
            try await server.does(
                "UpdateStateMachineAlias", ["stateMachineAliasArn": alias, "routingConfiguration": routes(100)])
            let execution = try await server.run(arn + ":live")
            #expect(execution["output"] == "1")
            #expect(execution["stateMachineVersionArn"] == .string(arn + ":1"))
            #expect(execution["stateMachineAliasArn"] == alias)
            let history = try await server.does(
                "GetExecutionHistory", ["executionArn": execution["executionArn"] ?? .null])
            #expect(history["events"]?[0]?["executionStartedEventDetails"]?["stateMachineAliasArn"] == alias)
            try await server.does(
                "UpdateStateMachineAlias", ["stateMachineAliasArn": alias, "routingConfiguration": routes(50)])
            for _ in 0..<20 { _ = try await server.run(arn + ":live") }
            let listed = try await server.does("ListExecutions", ["stateMachineArn": alias])
            #expect(listed["executions"]?.arrayValue?.count == 22)
            let first = try await server.does("ListExecutions", ["stateMachineArn": .string(arn + ":1")])
            // 20 coins that all fall on one side come once in half a million times.
            #expect((2..<21).contains(first["executions"]?.arrayValue?.count ?? 0))
            #expect(
                try await server.fails("DeleteStateMachineVersion", ["stateMachineVersionArn": .string(arn + ":1")])
                    == "ConflictException")
            try await server.does("DeleteStateMachineAlias", ["stateMachineAliasArn": alias])
            try await server.does("DeleteStateMachineVersion", ["stateMachineVersionArn": .string(arn + ":1")])
            #expect(try await server.fails("StartExecution", ["stateMachineArn": alias]) == "StateMachineDoesNotExist")
        }
    }

    @Test func `is listed page by page`() async throws {
        try await RunningServer.with { server in
            for number in 0..<7 { try await server.create("m\(number)", RunningServer.pass(1)) }
            let (machines, count) = try await server.pages("ListStateMachines", "stateMachines", ["maxResults": 3])
            #expect(machines.compactMap { $0["name"]?.stringValue }.sorted() == (0..<7).map { "m\($0)" })
            #expect(count == 3)
        }
    }
}
