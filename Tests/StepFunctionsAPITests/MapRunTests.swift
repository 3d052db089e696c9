import Engine
import JSON
import Synchronization
import Testing

@Suite("A Map Run through the API", .timeLimit(.minutes(10))) struct MapRunTests {
    private static func machine(_ fields: String, processor: String) -> String {
        #"""
        {"StartAt":"M","States":{"M":{"Type":"Map","Label":"Lines",\#(fields)
          "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
          "StartAt":"A","States":{"A":\#(processor)}},"End":true}}}
        """#
    }

    private static let pass = #"{"Type":"Pass","End":true}"#
    private static let activity = "arn:aws:states:us-east-1:123456789012:activity:work"
    private static let work = #"{"Type":"Task","Resource":"\#(activity)","End":true}"#

    @Test func `is listed and described, with its executions, by item and by batch`() async throws {
        try await RunningServer.with { server in
            try await server.create(
                "m", Self.machine(#""ItemBatcher":{"MaxItemsPerBatch":2},"MaxConcurrency":3,"#, processor: Self.pass))
            let end = try await server.run(RunningServer.arn("m"), input: "[1,2,3,4,5]")
            #expect(end["status"] == "SUCCEEDED")
            let list = try await server.does("ListMapRuns", ["executionArn": end["executionArn"] ?? .null])
            let listed = try #require(list["mapRuns"]?.arrayValue?.first)
            #expect(listed["stateMachineArn"] == .string(RunningServer.arn("m/Lines")))
            let arn = listed["mapRunArn"] ?? .null
            let run = try await server.does("DescribeMapRun", ["mapRunArn": arn])
            #expect(run["status"] == "SUCCEEDED" && run["maxConcurrency"] == 3, "\(run.text)")
            #expect(run["executionArn"] == end["executionArn"])
            #expect(run["itemCounts"]?["succeeded"] == 5 && run["itemCounts"]?["total"] == 5)
            #expect(run["executionCounts"]?["succeeded"] == 3 && run["executionCounts"]?["resultsWritten"] == 3)

            let (children, pages) = try await server.pages(
                "ListExecutions", "executions", ["mapRunArn": arn, "maxResults": 2])
            #expect(pages == 2 && children.count == 3)
            #expect(children.compactMap { $0["itemCount"]?.numberValue?.int }.sorted() == [1, 2, 2])
            let child = try await server.does(
                "DescribeExecution", ["executionArn": children[0]["executionArn"] ?? .null])
            #expect(child["mapRunArn"] == arn && child["name"] == children[0]["name"])
            let machine = try await server.does(
                "DescribeStateMachineForExecution", ["executionArn": children[0]["executionArn"] ?? .null])
            #expect(machine["mapRunArn"] == arn && machine["label"] == "Lines")
            let none = try await server.does("ListExecutions", ["mapRunArn": arn, "statusFilter": "FAILED"])
            #expect(none["executions"] == [])
        }
    }

    @Test func `goes on by what is changed while it runs`() async throws {
        try await RunningServer.with { server in
            try await server.does("CreateActivity", ["name": "work"])
            try await server.create("m", Self.machine(#""MaxConcurrency":1,"#, processor: Self.work))
            let start = try await server.does(
                "StartExecution", ["stateMachineArn": .string(RunningServer.arn("m")), "input": "[1,2,3]"])
            let execution = start["executionArn"] ?? .null
            let first = try await server.does("GetActivityTask", ["activityArn": .string(Self.activity)])
            let list = try await server.does("ListMapRuns", ["executionArn": execution])
            let arn = list["mapRuns"]?.arrayValue?.first?["mapRunArn"] ?? .null
            let before = try await server.does("DescribeMapRun", ["mapRunArn": arn])
            #expect(before["itemCounts"]?["running"] == 1 && before["itemCounts"]?["pending"] == 2, "\(before.text)")

            // While the first one runs the others are begun, too.
            try await server.does(
                "UpdateMapRun", ["mapRunArn": arn, "maxConcurrency": 3, "toleratedFailurePercentage": 40])
            var tasks = [first]
            for _ in 0..<2 {
                tasks.append(try await server.does("GetActivityTask", ["activityArn": .string(Self.activity)]))
            }
            #expect(tasks.allSatisfy { $0["taskToken"] != nil })
            let after = try await server.does("DescribeMapRun", ["mapRunArn": arn])
            #expect(after["maxConcurrency"] == 3 && after["toleratedFailurePercentage"] == 40.0, "\(after.text)")

            // One of three may fail by now.
            try await server.does("SendTaskFailure", ["taskToken": tasks[0]["taskToken"] ?? .null])
            for task in tasks.dropFirst() {
                try await server.does(
                    "SendTaskSuccess", ["taskToken": task["taskToken"] ?? .null, "output": task["input"] ?? .null])
            }
            let end = try await server.end(execution)
            #expect(end["status"] == "SUCCEEDED", "\(end.text)")
            #expect(
                try await server.fails("UpdateMapRun", ["mapRunArn": arn, "maxConcurrency": 1]) == "ValidationException"
            )
        }
    }

    @Test func `fails at once where less is tolerated than has failed`() async throws {
        try await RunningServer.with { server in
            try await server.does("CreateActivity", ["name": "work"])
            try await server.create("m", Self.machine(#""ToleratedFailureCount":2,"#, processor: Self.work))
            let start = try await server.does(
                "StartExecution", ["stateMachineArn": .string(RunningServer.arn("m")), "input": "[1,2,3]"])
            let execution = start["executionArn"] ?? .null
            let task = try await server.does("GetActivityTask", ["activityArn": .string(Self.activity)])
            let list = try await server.does("ListMapRuns", ["executionArn": execution])
            let arn = list["mapRuns"]?.arrayValue?.first?["mapRunArn"] ?? .null
            try await server.does("SendTaskFailure", ["taskToken": task["taskToken"] ?? .null])
            try await server.does("UpdateMapRun", ["mapRunArn": arn, "toleratedFailureCount": 0])
            let end = try await server.end(execution)
            #expect(end["error"] == "States.ExceedToleratedFailureThreshold", "\(end.text)")
            let run = try await server.does("DescribeMapRun", ["mapRunArn": arn])
            #expect(run["status"] == "FAILED" && run["toleratedFailureCount"] == 0)
            // The parent's redrive goes on with the run; an execution of a run is not redriven by itself.
            let children = try await server.does("ListExecutions", ["mapRunArn": arn, "statusFilter": "FAILED"])
            let child = children["executions"]?.arrayValue?.first?["executionArn"] ?? .null
            let described = try await server.does("DescribeExecution", ["executionArn": child])
            #expect(described["redriveStatus"] == "REDRIVABLE_BY_MAP_RUN")
            #expect(try await server.fails("RedriveExecution", ["executionArn": child]) == "ExecutionNotRedrivable")
            let request: JSONValue = ["executionArn": execution, "clientToken": "t"]
            let redriven = try await server.does("RedriveExecution", request)
            // Asked for again, it is the same redrive.
            #expect(try await server.does("RedriveExecution", request) == redriven)
            for _ in 0..<3 {
                let task = try await server.does("GetActivityTask", ["activityArn": .string(Self.activity)])
                try await server.does(
                    "SendTaskSuccess", ["taskToken": task["taskToken"] ?? .null, "output": task["input"] ?? .null])
            }
            #expect(try await server.end(execution)["status"] == "SUCCEEDED")
            let runs = try await server.does("ListMapRuns", ["executionArn": execution])
            #expect(runs["mapRuns"]?.arrayValue?.count == 1)
            let after = try await server.does("DescribeMapRun", ["mapRunArn": arn])
            #expect(after["status"] == "SUCCEEDED" && after["redriveCount"] == 1, "\(after.text)")
            #expect(after["redriveDate"] != nil && after["startDate"] == run["startDate"])
            #expect(after["executionCounts"]?["succeeded"] == 3 && after["executionCounts"]?["pendingRedrive"] == 0)
            let history = try await server.does("GetExecutionHistory", ["executionArn": execution])
            let event = history["events"]?.arrayValue?.first { $0["type"] == "MapRunRedriven" }
            #expect(event?["mapRunRedrivenEventDetails"] == ["mapRunArn": arn, "redriveCount": 1])
        }
    }

    @Test func `that is not there cannot be found`() async throws {
        try await RunningServer.with { server in
            let none = "arn:aws:states:us-east-1:123456789012:mapRun:m/Lines:01890000-0000-7000-8000-000000000000"
            let codes = [
                try await server.fails("DescribeMapRun", ["mapRunArn": .string(none)]),
                try await server.fails("UpdateMapRun", ["mapRunArn": .string(none), "maxConcurrency": 1]),
                try await server.fails("ListExecutions", ["mapRunArn": .string(none)]),
                try await server.fails("ListExecutions", [:]),
                try await server.fails(
                    "ListExecutions", ["mapRunArn": .string(none), "stateMachineArn": .string(RunningServer.arn("m"))]),
                try await server.fails("DescribeMapRun", ["mapRunArn": "arn:x"]),
                try await server.fails(
                    "UpdateMapRun", ["mapRunArn": .string(none), "toleratedFailurePercentage": 101]),
            ]
            #expect(
                codes == [
                    "ResourceNotFound", "ResourceNotFound", "ResourceNotFound", "ValidationException",
                    "ValidationException", "InvalidArn", "ValidationException",
                ])
        }
    }
}
