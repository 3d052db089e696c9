import JSON
import StateMachineBuilder
import StatesLanguage
import Testing

/// What each kind of step writes, and that the language takes it.
@Suite struct StepTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let step: any Step
        let state: JSONValue

        init(_ description: String, _ step: any Step, _ state: JSONValue) {
            (testDescription, self.step, self.state) = (description, step, state)
        }
    }

    static let priced = TypedResource<String, Int>("price")

    static let tasks: [Case] = [
        Case("a call", Call("s", priced), ["Type": "Task", "Resource": "price", "End": true]),
        Case(
            "a call with limits", Call("s", priced).timeout(seconds: 9).heartbeat(seconds: 3),
            ["Type": "Task", "Resource": "price", "TimeoutSeconds": 9, "HeartbeatSeconds": 3, "End": true]),
        Case(
            "a call with all that retries and catches",
            Call("s", resource: "price")
                .retry(
                    "A", "B", intervalSeconds: 1, maxAttempts: 4, backoffRate: 1.5, maxDelaySeconds: 60, jitter: true
                )
                .retry("C")
                .catch("A", next: "t", resultPath: "$.e", assign: ["why.$": "$.Error"])
                .catch("States.ALL", next: "t"),
            [
                "Type": "Task", "Resource": "price", "End": true,
                "Retry": [
                    [
                        "ErrorEquals": ["A", "B"], "IntervalSeconds": 1, "MaxAttempts": 4, "BackoffRate": 1.5,
                        "MaxDelaySeconds": 60, "JitterStrategy": "FULL",
                    ], ["ErrorEquals": ["C"]],
                ],
                "Catch": [
                    ["ErrorEquals": ["A"], "ResultPath": "$.e", "Assign": ["why.$": "$.Error"], "Next": "t"],
                    ["ErrorEquals": ["States.ALL"], "Next": "t"],
                ],
            ]),
        Case(
            "a call with its data",
            Call("s", resource: "price").inputPath("$.a").parameters(["p.$": "$.b"]).resultSelector(["r.$": "$.c"])
                .resultPath("$.d").outputPath(nil).assign(["v": 1]),
            [
                "Type": "Task", "Resource": "price", "InputPath": "$.a", "Parameters": ["p.$": "$.b"],
                "ResultSelector": ["r.$": "$.c"], "ResultPath": "$.d", "OutputPath": nil, "Assign": ["v": 1],
                "End": true,
            ]),
        Case(
            "a field by its name", Call("s", resource: "price").timeout(seconds: 9).field("TimeoutSeconds", 10),
            ["Type": "Task", "Resource": "price", "TimeoutSeconds": 10, "End": true]),
    ]

    static let others: [Case] = [
        Case("a Pass", Pass("s"), ["Type": "Pass", "End": true]),
        Case(
            "a Pass of a constant that goes on", Pass("s", result: ["a": [1, true]]).resultPath(nil).end().next("t"),
            ["Type": "Pass", "Result": ["a": [1, true]], "ResultPath": nil, "Next": "t"]),
        Case("a Wait", Wait("s", seconds: 5), ["Type": "Wait", "Seconds": 5, "End": true]),
        Case("a Wait by path", Wait("s", secondsPath: "$.n"), ["Type": "Wait", "SecondsPath": "$.n", "End": true]),
        Case(
            "a Wait for a moment", Wait("s", until: "2026-05-31T17:00:00Z"),
            ["Type": "Wait", "Timestamp": "2026-05-31T17:00:00Z", "End": true]),
        Case(
            "a Wait for a moment by path", Wait("s", untilPath: "$.t").next("t"),
            ["Type": "Wait", "TimestampPath": "$.t", "Next": "t"]),
        Case("a Succeed", Succeed("s").comment("all is well"), ["Type": "Succeed", "Comment": "all is well"]),
        Case("a Fail", Fail("s", error: "E", cause: "c"), ["Type": "Fail", "Error": "E", "Cause": "c"]),
        Case(
            "a Fail by paths", Fail("s", errorPath: "$.e", causePath: "$.c"),
            ["Type": "Fail", "ErrorPath": "$.e", "CausePath": "$.c"]),
        Case(
            "a Choice",
            Choice("s")
                .when("$.a", .numericGreaterThan, 1, next: "t")
                .when(
                    Condition("$.a", .isPresent, true) && !Condition("$.b", .stringEquals, path: "$.c")
                        || Condition("$.d", .isNull, false), next: "t", assign: ["v": 1]
                )
                .otherwise(next: "t", assign: ["v": 2]),
            [
                "Type": "Choice", "Default": "t", "Assign": ["v": 2],
                "Choices": [
                    ["Variable": "$.a", "NumericGreaterThan": 1, "Next": "t"],
                    [
                        "Or": [
                            [
                                "And": [
                                    ["Variable": "$.a", "IsPresent": true],
                                    ["Not": ["Variable": "$.b", "StringEqualsPath": "$.c"]],
                                ]
                            ], ["Variable": "$.d", "IsNull": false],
                        ], "Assign": ["v": 1], "Next": "t",
                    ],
                ],
            ]),
    ]

    static let blocks: [Case] = [
        Case(
            "a Parallel",
            Parallel("s").branch {
                Pass("a")
                Pass("b")
            }.branch { Succeed("c") }.retry("States.ALL"),
            [
                "Type": "Parallel", "Retry": [["ErrorEquals": ["States.ALL"]]], "End": true,
                "Branches": [
                    [
                        "StartAt": "a",
                        "States": ["a": ["Type": "Pass", "Next": "b"], "b": ["Type": "Pass", "End": true]],
                    ],
                    ["StartAt": "c", "States": ["c": ["Type": "Succeed"]]],
                ],
            ]),
        Case(
            "a Map", Map("s", itemsPath: "$.all", maxConcurrency: 2) { Pass("a") }.itemSelector(["x.$": "$.y"]),
            [
                "Type": "Map", "ItemsPath": "$.all", "MaxConcurrency": 2, "ItemSelector": ["x.$": "$.y"], "End": true,
                "ItemProcessor": [
                    "ProcessorConfig": ["Mode": "INLINE"], "StartAt": "a",
                    "States": ["a": ["Type": "Pass", "End": true]],
                ],
            ]),
        Case(
            "a distributed Map", Map("s", mode: .distributed) { Pass("a") }.field("Label", "all"),
            [
                "Type": "Map", "Label": "all", "End": true,
                "ItemProcessor": [
                    "ProcessorConfig": ["Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"], "StartAt": "a",
                    "States": ["a": ["Type": "Pass", "End": true]],
                ],
            ]),
    ]

    static let jsonata: [Case] = [
        Case(
            "a call with expressions",
            Call("s", resource: "price").queryLanguage(.jsonata).arguments(["p": "{% $states.input.b %}"])
                .output("{% $states.result %}").assign(["v": "{% $states.result.v %}"])
                .catch("E", next: "t", output: ["why": "{% $states.errorOutput.Cause %}"]),
            [
                "Type": "Task", "Resource": "price", "QueryLanguage": "JSONata",
                "Arguments": ["p": "{% $states.input.b %}"], "Output": "{% $states.result %}",
                "Assign": ["v": "{% $states.result.v %}"],
                "Catch": [
                    [
                        "ErrorEquals": ["E"], "Output": ["why": "{% $states.errorOutput.Cause %}"], "Next": "t",
                    ]
                ], "End": true,
            ]),
        Case(
            "a choice by expressions, joined and contradicted",
            Choice("s").queryLanguage(.jsonata).when(jsonata: "$states.input.a > 1", next: "s")
                .when(
                    !Condition(jsonata: "$x") && Condition(jsonata: "$y") || Condition(jsonata: "$z"), next: "s",
                    output: 1
                )
                .otherwise(next: "s"),
            [
                "Type": "Choice", "QueryLanguage": "JSONata",
                "Choices": [
                    ["Condition": "{% $states.input.a > 1 %}", "Next": "s"],
                    ["Condition": "{% (($not($x)) and ($y)) or ($z) %}", "Output": 1, "Next": "s"],
                ], "Default": "s",
            ]),
        Case(
            "waits by expressions", Wait("s", secondsJSONata: "$n").queryLanguage(.jsonata),
            ["Type": "Wait", "Seconds": "{% $n %}", "QueryLanguage": "JSONata", "End": true]),
        Case(
            "a map over an expression",
            Map("s") { Pass("a").queryLanguage(.jsonata).output(1) }.queryLanguage(.jsonata)
                .items("{% [1..3] %}"),
            [
                "Type": "Map",
                "ItemProcessor": [
                    "ProcessorConfig": ["Mode": "INLINE"], "StartAt": "a",
                    "States": ["a": ["Type": "Pass", "QueryLanguage": "JSONata", "Output": 1, "End": true]],
                ], "QueryLanguage": "JSONata", "Items": "{% [1..3] %}", "End": true,
            ]),
    ]

    @Test func `a machine in JSONata says so once`() throws {
        let text = DefinitionText(queryLanguage: .jsonata) { Pass("p").output(["n": "{% $states.input.n + 1 %}"]) }.text
        #expect(try JSONValue(parsing: text)["QueryLanguage"] == "JSONata")
        #expect(try StateMachineDefinition(parsing: text).queryLanguage == .jsonata)
    }

    @Test(arguments: tasks + others + blocks + jsonata)
    func `each kind of step writes its state, and the language takes it`(_ example: Case) throws {
        let alone = DefinitionText { example.step }
        let state = try #require(try JSONValue(parsing: alone.text)["States"]?["s"])
        #expect(state == example.state, "\(state)")
        _ = try StateMachineDefinition(
            parsing: DefinitionText {
                example.step
                Succeed("t")
            }.text)
    }

    @Test(arguments: Comparator.allCases)
    func `the language takes each comparison, and its twin where it has one`(_ comparator: Comparator) throws {
        let name = comparator.rawValue
        let value: JSONValue =
            switch true {
            case name.hasPrefix("String"): "a"
            case name.hasPrefix("Numeric"): 1.5
            case name.hasPrefix("Timestamp"): "2026-05-31T17:00:00Z"
            default: true
            }
        func definition(_ condition: Condition) throws -> StateMachineDefinition {
            try StateMachineDefinition(
                parsing: DefinitionText {
                    Choice("c").when(condition, next: "s")
                    Succeed("s")
                }.text)
        }
        _ = try definition(Condition("$.a", comparator, value))
        let twin = Condition("$.a", comparator, path: "$.b")
        if name.hasPrefix("Is") || comparator == .stringMatches {
            #expect(throws: DefinitionError.self) { try definition(twin) }
        } else {
            _ = try definition(twin)
        }
    }
}
