import Engine
import EventLog
import JSON
import Testing

@Suite("A state tested by itself", .timeLimit(.minutes(10))) struct StateTestTests {
    private static let function = "arn:aws:states:::lambda:invoke"

    /// One test: the state, what else the request has, and what the answer must have.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let state: String
        var request: JSONObject = [:]
        let answer: JSONObject
        var inspection: JSONObject = [:]
    }

    private static let retried = #"""
        {"Type":"Task","Resource":"r","Retry":[{"ErrorEquals":["A"],"MaxAttempts":1},
         {"ErrorEquals":["B"],"IntervalSeconds":3,"MaxAttempts":4,"BackoffRate":2}],
         "Catch":[{"ErrorEquals":["A"],"Next":"X","ResultPath":"$.e"},{"ErrorEquals":["States.ALL"],"Next":"Y"}],
         "Next":"Z"}
        """#

    static let cases: [Case] = [
        Case(
            testDescription: "a Pass state goes on with its output",
            state: #"{"Type":"Pass","Parameters":{"a.$":"States.MathAdd($.n, 1)"},"ResultPath":"$.r","Next":"B"}"#,
            request: ["input": #"{"n":1}"#],
            answer: ["status": "SUCCEEDED", "output": #"{"n":1,"r":{"a":2}}"#, "nextState": "B"],
            inspection: [
                "input": #"{"n":1}"#, "afterInputPath": #"{"n":1}"#, "afterParameters": #"{"a":2}"#,
                "afterResultPath": #"{"n":1,"r":{"a":2}}"#,
            ]),
        Case(
            testDescription: "a Choice takes its rule",
            state:
                #"{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"One"}],"Default":"Other"}"#,
            request: ["input": #"{"n":1}"#], answer: ["status": "SUCCEEDED", "nextState": "One"]),
        Case(
            testDescription: "a Wait has passed at once",
            state: #"{"Type":"Wait","Seconds":86400,"Next":"B"}"#,
            answer: ["status": "SUCCEEDED", "nextState": "B", "output": "{}"]),
        Case(
            testDescription: "a path that does not fit fails",
            state: #"{"Type":"Pass","InputPath":"$.none","End":true}"#,
            answer: ["status": "FAILED", "error": "States.Runtime"]),
        Case(
            testDescription: "a mocked result goes through the state",
            state: #"{"Type":"Task","Resource":"r","ResultSelector":{"b.$":"$.a"},"ResultPath":"$.c","End":true}"#,
            request: ["mock": ["result": #"{"a":[1, 2]}"#]],
            answer: ["status": "SUCCEEDED", "output": #"{"c":{"b":[1,2]}}"#],
            inspection: ["result": #"{"a":[1, 2]}"#, "afterResultSelector": #"{"b":[1,2]}"#]),
        Case(
            testDescription: "a mocked error that may be tried again is retriable",
            state: retried,
            request: [
                "mock": ["errorOutput": ["error": "B", "cause": "c"]], "stateConfiguration": ["retrierRetryCount": 2],
            ],
            answer: ["status": "RETRIABLE", "error": "B", "cause": "c"],
            inspection: ["errorDetails": ["retryIndex": 1, "retryBackoffIntervalSeconds": 12]]),
        Case(
            testDescription: "a mocked error that was tried often enough is caught",
            state: retried,
            request: [
                "mock": ["errorOutput": ["error": "A", "cause": "c"]], "stateConfiguration": ["retrierRetryCount": 1],
                "input": #"{"n":1}"#,
            ],
            answer: [
                "status": "CAUGHT_ERROR", "error": "A", "nextState": "X",
                "output": #"{"n":1,"e":{"Error":"A","Cause":"c"}}"#,
            ],
            inspection: ["errorDetails": ["catchIndex": 0, "retryIndex": 0]]),
        Case(
            testDescription: "variables are read and assigned",
            state: #"{"Type":"Pass","Parameters":{"v.$":"$x"},"Assign":{"y.$":"$x"},"End":true}"#,
            request: ["variables": #"{"x":[1]}"#], answer: ["status": "SUCCEEDED", "output": #"{"v":[1]}"#],
            inspection: ["variables": #"{"x":[1],"y":[1]}"#]),
        Case(
            testDescription: "a context object is read",
            state: #"{"Type":"Task","Resource":"r.waitForTaskToken","Parameters":{"t.$":"$$.Task.Token"},"End":true}"#,
            request: ["mock": ["result": "1"], "context": #"{"Task":{"Token":"token"}}"#],
            answer: ["status": "SUCCEEDED", "output": "1"], inspection: ["afterParameters": #"{"t":"token"}"#]),
        Case(
            testDescription: "the facts of an execution are there where none is given",
            state:
                #"{"Type":"Pass","Parameters":{"r.$":"$$.Execution.RoleArn","i.$":"$$.Execution.Input"},"End":true}"#,
            request: ["roleArn": "arn:aws:iam::123456789012:role/r", "input": "[1]"],
            answer: ["output": #"{"r":"arn:aws:iam::123456789012:role/r","i":[1]}"#]),
        Case(
            testDescription: "an inline Map shows what its iterations would be given",
            state: #"""
                {"Type":"Map","ItemsPath":"$.items","ItemSelector":{"v.$":"$$.Map.Item.Value","n.$":"$.n"},
                 "ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}
                """#,
            request: ["mock": ["result": "[5, 6]"], "input": #"{"items":[1, 2],"n":0}"#],
            answer: ["status": "SUCCEEDED", "output": "[5, 6]"],
            inspection: [
                "afterItemsPath": "[1, 2]", "afterItemSelector": #"[{"v":1,"n":0},{"v":2,"n":0}]"#, "maxConcurrency": 0,
            ]),
        Case(
            testDescription: "a distributed Map shows its batches of what its reader would read",
            state: #"""
                {"Type":"Map","ItemReader":{"Resource":"arn:aws:states:::s3:getObject","Parameters":{"Bucket":"b","Key":"k"},
                 "ReaderConfig":{"InputType":"CSV","CSVHeaderLocation":"FIRST_ROW"}},"ItemBatcher":{"MaxItemsPerBatch":2},
                 "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
                 "StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"ToleratedFailurePercentage":50,"End":true}
                """#,
            request: ["mock": ["result": "[]"], "stateConfiguration": ["mapItemReaderData": "a\n1\n2\n3"]],
            answer: ["status": "SUCCEEDED", "output": "[]"],
            inspection: [
                "afterItemBatcher": #"[{"Items":[{"a":"1"},{"a":"2"}]},{"Items":[{"a":"3"}]}]"#,
                "toleratedFailurePercentage": 50.0,
            ]),
    ]

    @Test("answers as the service does", arguments: cases)
    func answers(_ test: Case) async throws {
        try await RunningServer.with { server in
            var request = test.request
            request["definition"] = .string(test.state)
            request["inspectionLevel"] = "DEBUG"
            let answer = try await server.does("TestState", .object(request))
            for member in test.answer { #expect(answer[member.key] == member.value, "\(answer.text)") }
            for member in test.inspection {
                #expect(answer["inspectionData"]?[member.key] == member.value, "\(answer.text)")
            }
        }
    }

    @Test func `calls what it calls in an execution, where nothing is mocked`() async throws {
        let functions = TestFunctions { function, payload in
            function == "bad"
                ? FunctionAnswer(payload: #"{"errorType":"Bad","errorMessage":"no"}"#, isError: true)
                : FunctionAnswer(payload: payload)
        }
        try await FunctionServer.with(functions) { endpoint in
            try await RunningServer.with(lambda: endpoint) { server in
                func test(_ function: String) async throws -> JSONValue {
                    let state = #"""
                        {"Type":"Task","Resource":"\#(Self.function)","OutputPath":"$.Payload",
                         "Parameters":{"FunctionName":"\#(function)","Payload.$":"$"},
                         "Catch":[{"ErrorEquals":["Bad"],"Next":"N"}],"End":true}
                        """#
                    return try await server.does("TestState", ["definition": .string(state), "input": "[1]"])
                }
                let good = try await test("good")
                #expect(good["status"] == "SUCCEEDED" && good["output"] == "[1]")
                let caught = try await test("bad")
                #expect(caught["status"] == "CAUGHT_ERROR" && caught["nextState"] == "N" && caught["error"] == "Bad")
                #expect(functions.payloads.count == 2)
            }
        }
        // Nothing of it is an execution.
        try await RunningServer.with { server in
            try await server.does("TestState", ["definition": #"{"Type":"Succeed"}"#])
            let executions = try await server.store.streams(StreamQuery(category: .execution)).streams
            #expect(executions.isEmpty)
        }
    }

    @Test(
        "says why it does not test",
        arguments: [
            (["definition": #"{"Type":"Task","Resource":"r.sync","End":true}"#], "InvalidDefinition"),
            (
                [
                    "definition":
                        #"{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:a","End":true}"#
                ],
                "InvalidDefinition"
            ),
            (["definition": #"{"Type":"Pass"}"#], "InvalidDefinition"), (["definition": "{"], "InvalidDefinition"),
            (["definition": #"{"Type":"Succeed"}"#, "input": "{"], "InvalidExecutionInput"),
            (["definition": #"{"Type":"Succeed"}"#, "variables": "[]"], "ValidationException"),
            (["definition": #"{"Type":"Succeed"}"#, "context": "{}"], "ValidationException"),
            (["definition": #"{"Type":"Succeed"}"#, "inspectionLevel": "ALL"], "ValidationException"),
            (["definition": #"{"Type":"Task","Resource":"r","End":true}"#, "mock": [:]], "ValidationException"),
            (
                [
                    "definition": #"{"Type":"Task","Resource":"r","End":true}"#,
                    "mock": ["errorOutput": ["error": "E"]],
                    "stateConfiguration": ["errorCausedByState": "A"],
                ], "ValidationException"
            ),
            ([:], "ValidationException"),
        ] as [(JSONObject, String)])
    func refusals(request: JSONObject, code: String) async throws {
        try await RunningServer.with { server in
            let refusal = try await server.fails("TestState", .object(request))
            #expect(refusal == code)
        }
    }

    @Test func `agrees with the execution of the whole machine, state by state`() async throws {
        let machine = #"""
            {"StartAt":"A","States":{
              "A":{"Type":"Pass","Parameters":{"n.$":"$.n","l.$":"States.ArrayRange(1, 3, 1)"},"Assign":{"v":7},"Next":"B"},
              "B":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThan":5,"Next":"C"}],"Default":"D"},
              "C":{"Type":"Pass","InputPath":"$.l","ResultPath":"$.m","Next":"D"},
              "D":{"Type":"Pass","Parameters":{"v.$":"$v","m.$":"$.m[1:]"},"OutputPath":"$.m","Next":"E"},
              "E":{"Type":"Succeed"}}}
            """#
        try await RunningServer.with { server in
            try await server.create("m", machine)
            let arn = try await server.run(RunningServer.arn("m"), input: #"{"n":1}"#)["executionArn"] ?? .null
            let history = try await server.does("GetExecutionHistory", ["executionArn": arn])
            var input: JSONValue?
            var variables = JSONObject()
            var states = 0
            for event in history["events"]?.arrayValue ?? [] {
                if let entered = event["stateEnteredEventDetails"] { input = entered["input"] }
                guard let exited = event["stateExitedEventDetails"] else { continue }
                states += 1
                let answer = try await server.does(
                    "TestState",
                    [
                        "definition": .string(machine), "stateName": exited["name"] ?? .null, "input": input ?? .null,
                        "variables": .string(JSONValue.object(variables).text),
                    ])
                #expect(answer["output"] == exited["output"] && answer["status"] == "SUCCEEDED", "\(answer.text)")
                for member in exited["assignedVariables"]?.objectValue ?? JSONObject() {
                    variables[member.key] = try JSONValue(parsing: member.value.stringValue ?? "")
                }
            }
            #expect(states == 5)
        }
    }
}
