import Engine
import EventLog
import JSON
import Testing

@Suite("An execution started through the API", .timeLimit(.minutes(10))) struct ExecutionTests {
    private static let wait = #"{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":3600,"End":true}}}"#

    @Test func `is started once by its name while it runs`() async throws {
        try await RunningServer.with { server in
            try await server.create("m", Self.wait)
            let arn = JSONValue.string(RunningServer.arn("m"))
            let request: JSONValue = ["stateMachineArn": arn, "name": "n", "input": "{}"]
            let first = try await server.does("StartExecution", request)
            #expect(try await server.does("StartExecution", request) == first)
            #expect(
                try await server.fails("StartExecution", ["stateMachineArn": arn, "name": "n", "input": "1"])
                    == "ExecutionAlreadyExists")
            try await server.does("StopExecution", ["executionArn": first["executionArn"] ?? .null, "error": "E"])
            let end = try await server.end(first["executionArn"])
            #expect(end["status"] == "ABORTED" && end["error"] == "E" && end["redriveStatus"] == "REDRIVABLE")
            #expect(try await server.fails("StartExecution", request) == "ExecutionAlreadyExists")
            // Stopped again, it stays as it is.
            let again = try await server.does("StopExecution", ["executionArn": first["executionArn"] ?? .null])
            #expect(again["stopDate"] == end["stopDate"])
        }
    }

    @Test func `is listed by status and page, newest first`() async throws {
        try await RunningServer.with { server in
            try await server.create("m", RunningServer.pass(1))
            try await server.create("other", RunningServer.pass(1))
            let arn = RunningServer.arn("m")
            var arns: [JSONValue] = []
            for _ in 0..<5 { arns.insert(try await server.run(arn)["executionArn"] ?? .null, at: 0) }
            _ = try await server.run(RunningServer.arn("other"))
            let (all, count) = try await server.pages(
                "ListExecutions", "executions", ["stateMachineArn": .string(arn), "maxResults": 2])
            #expect(all.map { $0["executionArn"] ?? .null } == arns)
            #expect(count == 3)
            for (filter, expected) in [("SUCCEEDED", 5), ("FAILED", 0)] {
                let page = try await server.does(
                    "ListExecutions", ["stateMachineArn": .string(arn), "statusFilter": .string(filter)])
                #expect(page["executions"]?.arrayValue?.count == expected)
            }
            for (filter, expected) in [("REDRIVEN", 0), ("NOT_REDRIVEN", 5)] {
                let page = try await server.does(
                    "ListExecutions", ["stateMachineArn": .string(arn), "redriveFilter": .string(filter)])
                #expect(page["executions"]?.arrayValue?.count == expected)
            }
        }
    }

    @Test func `is found by whether it was redriven`() async throws {
        try await RunningServer.with { server in
            try await server.create("m", #"{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"E"}}}"#)
            let arn = RunningServer.arn("m")
            var ends: [JSONValue] = []
            for _ in 0..<3 { ends.append(try await server.run(arn)["executionArn"] ?? .null) }
            try await server.does("RedriveExecution", ["executionArn": ends[1]])
            let described = try await server.end(ends[1])
            for (filter, expected) in [("REDRIVEN", [ends[1]]), ("NOT_REDRIVEN", [ends[2], ends[0]])] {
                let (list, _) = try await server.pages(
                    "ListExecutions", "executions",
                    ["stateMachineArn": .string(arn), "redriveFilter": .string(filter), "maxResults": 1])
                #expect(list.map { $0["executionArn"] ?? .null } == expected)
                // A list shows what a description shows.
                for listed in list where listed["executionArn"] == ends[1] {
                    #expect(listed["redriveCount"] == 1)
                    for member in listed.objectValue ?? JSONObject() {
                        #expect(described[member.key] == member.value, "\(member.key)")
                    }
                }
            }
            // The index made anew from the events is the same.
            for summary in try await server.store.streams(StreamQuery(category: .execution)).streams {
                let events = try await server.store.readAll(summary.stream)
                let index = try ExecutionIndexer().index(of: summary.stream, events: events)
                #expect(index.labels == summary.labels && index.status == summary.status)
            }
        }
    }

    @Test func `has the same history however it is read`() async throws {
        let loop = #"""
            {"StartAt":"I","States":{"I":{"Type":"Pass","Result":{"n":0},"Next":"C"},
              "C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":900,"Next":"E"}],"Default":"A"},
              "A":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"C"},"E":{"Type":"Succeed"}}}
            """#
        try await RunningServer.with { server in
            try await server.create("m", loop)
            let arn = try await server.run(RunningServer.arn("m"))["executionArn"] ?? .null
            let ways: [(Bool, Int)] = [
                (true, 1000), (false, 1000), (true, 170), (false, 333), (false, 1000), (true, 999),
            ]
            var whole: [JSONValue] = []
            for (reverse, size) in ways {
                let (events, count) = try await server.pages(
                    "GetExecutionHistory", "events",
                    ["executionArn": arn, "maxResults": .number(JSONNumber(size)), "reverseOrder": .bool(reverse)])
                let forward = reverse ? events.reversed() : events
                if whole.isEmpty { whole = forward }
                #expect(forward == whole)
                #expect(count == (whole.count + size - 1) / size)
            }
            #expect(whole.compactMap { $0["id"]?.numberValue?.int } == Array(1...whole.count))
            // A start and an end, the first state and the last one in and out, and 900 rounds with a last look.
            let expected = 2 + 4 + 2 * 901 + 2 * 900
            #expect(whole.count == expected)
        }
    }

    @Test func `has a history in pages, in both directions, and without what it worked on`() async throws {
        try await RunningServer.with { server in
            try await server.create("m", RunningServer.pass("secret"))
            let arn = try await server.run(RunningServer.arn("m"))["executionArn"] ?? .null
            let (events, count) = try await server.pages(
                "GetExecutionHistory", "events", ["executionArn": arn, "maxResults": 3])
            #expect(events.compactMap { $0["id"]?.numberValue?.int } == [1, 2, 3, 4])
            #expect(count == 2)
            let (reversed, _) = try await server.pages(
                "GetExecutionHistory", "events", ["executionArn": arn, "maxResults": 3, "reverseOrder": true])
            #expect(reversed == events.reversed())
            let bare = try await server.does(
                "GetExecutionHistory", ["executionArn": arn, "includeExecutionData": false])
            #expect(!bare.text.contains("secret"))
            #expect(bare["events"]?.arrayValue?.count == 4)
        }
    }

    @Test func `calls functions, and takes their errors for its own`() async throws {
        let functions = TestFunctions { function, payload in
            switch function {
            case "echo": FunctionAnswer(payload: payload)
            case "broken": FunctionAnswer(payload: #"{"errorType":"Bad","errorMessage":"no"}"#, isError: true)
            default: FunctionAnswer(status: 404, payload: #"{"Message":"Function not found"}"#)
            }
        }
        try await FunctionServer.with(functions) { lambda in
            try await RunningServer.with(lambda: lambda) { server in
                let prefix = "arn:aws:lambda:us-east-1:123456789012:function:"
                for name in ["echo", "broken", "missing"] {
                    try await server.create(name, RunningServer.task(prefix + name))
                }
                let input = #"{"exact": 1.10, "big": 12345678901234567890}"#
                let echo = try await server.run(RunningServer.arn("echo"), input: input)
                #expect(echo["output"] == .string(input))
                let broken = try await server.run(RunningServer.arn("broken"))
                #expect(broken["status"] == "FAILED" && broken["error"] == "Bad")
                #expect(broken["cause"] == #"{"errorType":"Bad","errorMessage":"no"}"#)
                let missing = try await server.run(RunningServer.arn("missing"))
                #expect(missing["error"] == "Lambda.ServiceException")

                try await server.create(
                    "invoke",
                    RunningServer.task(
                        "arn:aws:states:::lambda:invoke",
                        more: #","Parameters":{"FunctionName":"\#(prefix)echo:live","Payload.$":"$"}"#))
                let invoke = try await server.run(RunningServer.arn("invoke"), input: #"{"a": 1.0}"#)
                let output = try JSONValue(parsing: invoke["output"]?.stringValue ?? "")
                #expect(output["Payload"]?.text == #"{"a":1.0}"#)
                #expect(output["StatusCode"] == 200 && output["ExecutedVersion"] == "$LATEST")
                #expect(functions.payloads.contains(input))
            }
        }
    }

    @Test func `fails with a name where a function's server is not there, or a resource is not served`() async throws {
        try await RunningServer.with(lambda: HTTPEndpointSample.closed) { server in
            try await server.create("a", RunningServer.task("arn:aws:lambda:us-east-1:123456789012:function:f"))
            #expect(try await server.run(RunningServer.arn("a"))["error"] == "Lambda.SdkClientException")
            try await server.create("b", RunningServer.task("arn:aws:states:::glue:startJobRun"))
            #expect(try await server.run(RunningServer.arn("b"))["error"] == "Daybook.UnsupportedResource")
        }
    }

    @Test func `waits for a token and goes on with what comes with it`() async throws {
        let functions = TestFunctions { _, _ in FunctionAnswer(payload: "null") }
        try await FunctionServer.with(functions) { lambda in
            try await RunningServer.with(lambda: lambda) { server in
                try await server.create(
                    "m",
                    RunningServer.task(
                        "arn:aws:states:::lambda:invoke.waitForTaskToken",
                        more: #","Parameters":{"FunctionName":"f","Payload":{"token.$":"$$.Task.Token"}}"#))
                let start = try await server.does(
                    "StartExecution", ["stateMachineArn": .string(RunningServer.arn("m"))])
                while functions.payloads.isEmpty { await Task.yield() }
                let token = try JSONValue(parsing: functions.payloads[0])["token"] ?? .null
                try await server.does("SendTaskHeartbeat", ["taskToken": token])
                try await server.does("SendTaskSuccess", ["taskToken": token, "output": #"{"done":true}"#])
                #expect(try await server.end(start["executionArn"])["output"] == #"{"done":true}"#)
                #expect(
                    try await server.fails("SendTaskSuccess", ["taskToken": token, "output": "1"]) == "TaskTimedOut")
            }
        }
    }

    @Test func `goes on from the state that failed when it is redriven`() async throws {
        let functions = TestFunctions { _, payload in FunctionAnswer(payload: payload) }
        let (held, broken) = (#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":"#, "Task")
        try await FunctionServer.with(functions) { lambda in
            try await RunningServer.with(lambda: lambda) { server in
                try await server.create(
                    "m",
                    held + #"{"Type":"\#(broken)","Resource":"arn:aws:states:::lambda:invoke","#
                        + #""Parameters":{"FunctionName.$":"$.f"},"End":true}}}"#)
                let end = try await server.run(RunningServer.arn("m"), input: #"{"f":"not a name"}"#)
                #expect(end["status"] == "FAILED")
                let arn = end["executionArn"] ?? .null
                try await server.does("RedriveExecution", ["executionArn": arn])
                let again = try await server.end(arn)
                #expect(again["redriveCount"] == 1 && again["status"] == "FAILED")
                let history = try await server.does("GetExecutionHistory", ["executionArn": arn])
                let types = history["events"]?.arrayValue?.compactMap { $0["type"]?.stringValue } ?? []
                #expect(types.filter { $0 == "PassStateEntered" }.count == 1)
                #expect(types.contains("ExecutionRedriven"))
            }
        }
    }

    @Test func `of an Express machine is waited for, and is in no list`() async throws {
        try await RunningServer.with { server in
            try await server.create("m", RunningServer.pass(1), ["type": "EXPRESS"])
            let arn = JSONValue.string(RunningServer.arn("m"))
            let end = try await server.does("StartSyncExecution", ["stateMachineArn": arn, "name": "n"])
            #expect(end["status"] == "SUCCEEDED" && end["output"] == "1" && end["name"] == "n")
            // A name is no key here.
            try await server.does("StartSyncExecution", ["stateMachineArn": arn, "name": "n", "input": "2"])
            #expect(
                try await server.fails("ListExecutions", ["stateMachineArn": arn]) == "StateMachineTypeNotSupported")
            #expect(
                try await server.fails("DescribeExecution", ["executionArn": end["executionArn"] ?? .null])
                    == "InvalidArn")
        }
    }
}
