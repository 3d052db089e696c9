import EngineTesting
import Foundation
import JSON
import StepFunctionsAPI
import Testing

@Suite("Requests made by chance", .timeLimit(.minutes(10))) struct RandomRequestTests {
    private static let names = [
        "stateMachineArn", "name", "definition", "roleArn", "type", "input", "executionArn", "activityArn", "taskToken",
        "output", "error", "cause", "maxResults", "nextToken", "statusFilter", "redriveFilter", "tags", "tagKeys",
        "resourceArn", "publish", "versionDescription", "routingConfiguration", "stateMachineAliasArn",
        "stateMachineVersionArn", "reverseOrder", "includeExecutionData", "loggingConfiguration", "severity",
        "revisionId", "mapRunArn", "maxConcurrency", "toleratedFailurePercentage", "stateName", "mock", "context",
        "stateConfiguration", "inspectionLevel", "variables", "traceHeader", "encryptionConfiguration",
    ]
    private static let texts = [
        "", "m", "a b", "{}", "[1.10]", "null", "STANDARD", "EXPRESS", "RUNNING", "\u{0}", "😀", "arn:",
        "arn:aws:states",
        RunningServer.arn("m"), RunningServer.arn("m") + ":1", RunningServer.arn("m") + ":live",
        RunningServer.arn("m") + ":1:2", "arn:aws:states:us-east-1:123456789012:activity:none",
        "arn:aws:states:us-east-1:123456789012:execution:m:n", "arn:aws:states:::execution::", RunningServer.pass(1),
        String(repeating: "x", count: 300),
    ]

    private func value(_ depth: Int, using generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: .null
        case 1: .bool(.random(using: &generator))
        case 2: .number(JSONNumber(Int.random(in: -2...1002, using: &generator)))
        case 3: .number(JSONNumber("1e400") ?? JSONNumber(0))
        case 4, 5: .string(Self.texts.randomElement(using: &generator) ?? "")
        case 6: .array((0..<3).map { _ in value(depth - 1, using: &generator) })
        default: .object(members(depth - 1, using: &generator))
        }
    }

    private func members(_ depth: Int, using generator: inout SeededGenerator) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            let nested = ["key", "value", "weight", "level", "destinations", "stateMachineVersionArn"]
            let name = (depth == 2 ? Self.names : nested).randomElement(using: &generator) ?? ""
            object[name] = value(depth, using: &generator)
        }
        return object
    }

    @Test func `are done, or refused by name, and never the server's fault`() async throws {
        // An ordinary run is the same each time; a long one looks further.
        let environment = ProcessInfo.processInfo.environment
        let seed =
            environment["DAYBOOK_SEED"].flatMap { UInt64($0) }
            ?? (environment["DAYBOOK_SOAK"] == nil ? 1 : UInt64.random(in: .min ... .max))
        print("random requests: seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        var answered = 0
        try await RunningServer.with { server in
            try await server.create("m", RunningServer.pass(1), ["publish": true])
            for operation in StepFunctionsService.operationNames {
                for _ in 0..<20 {
                    let request = JSONValue.object(members(2, using: &generator))
                    let (status, answer) = try await server.call(operation, request)
                    #expect(
                        status == 200 || status == 400, "seed \(seed): \(operation) \(request.text): \(answer.text)")
                    if status == 400 { #expect(answer["__type"]?.stringValue != nil) }
                    if status == 200 { answered += 1 }
                }
            }
        }
        #expect(answered > 20)
    }

    private static let states = [
        #"{"Type":"Pass","InputPath":"$.a","End":true}"#, #"{"Type":"Wait","SecondsPath":"$.n","Next":"A"}"#,
        #"{"Type":"Fail","ErrorPath":"$.a"}"#,
        #"{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"A"}]}"#,
        #"""
        {"Type":"Task","Resource":"r","TimeoutSecondsPath":"$.n","ResultSelector":{"x.$":"$.a[0]"},"ResultPath":"$.a",
         "Retry":[{"ErrorEquals":["E"],"MaxAttempts":2},{"ErrorEquals":["States.ALL"],"JitterStrategy":"FULL"}],
         "Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.a.b","Next":"A"}],"End":true}
        """#,
        #"{"Type":"Task","Resource":"r.waitForTaskToken","Parameters":{"t.$":"$$.Task.Token"},"Next":"A"}"#,
        #"""
        {"Type":"Parallel","Branches":[{"StartAt":"P","States":{"P":{"Type":"Succeed"}}}],"ResultPath":"$.a","End":true,
         "Retry":[{"ErrorEquals":["E"]}]}
        """#,
        #"""
        {"Type":"Map","ItemsPath":"$.a","ItemSelector":{"i.$":"$$.Map.Item.Index","n.$":"$.n"},
         "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Succeed"}}},"End":true,
         "Catch":[{"ErrorEquals":["States.ALL"],"Next":"A"}]}
        """#,
        #"""
        {"Type":"Map","ItemsPath":"$.a","ToleratedFailureCountPath":"$.n","ItemBatcher":{"MaxItemsPerBatch":2},
         "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
         "StartAt":"P","States":{"P":{"Type":"Succeed"}}},"End":true,"Retry":[{"ErrorEquals":["States.ALL"]}]}
        """#,
    ]

    @Test func `that test a state come to an end, whatever it is given`() async throws {
        var generator = SeededGenerator(seed: 7)
        let values = [
            "{}", #"{"a":[1,2],"n":1}"#, #"{"a":{"b":{}},"n":"x"}"#, "[]", "[[1]]", "null", #"{"a":[],"n":-1}"#,
        ]
        var ends: [String: Int] = [:]
        try await RunningServer.with { server in
            for state in Self.states {
                for _ in 0..<60 {
                    var request: JSONObject = ["definition": .string(state), "inspectionLevel": "TRACE"]
                    func some(_ name: String, _ value: JSONValue) {
                        if Int.random(in: 0..<3, using: &generator) > 0 { request[name] = value }
                    }
                    some("input", .string(values.randomElement(using: &generator) ?? ""))
                    let error: JSONValue = [
                        "error": .string(["E", "F", "States.Timeout"].randomElement(using: &generator) ?? "")
                    ]
                    some(
                        "mock",
                        Bool.random(using: &generator)
                            ? ["errorOutput": error, "fieldValidationMode": "NONE"]
                            : ["result": .string(values.randomElement(using: &generator) ?? "")])
                    some(
                        "stateConfiguration",
                        ["retrierRetryCount": .number(JSONNumber(Int.random(in: 0...3, using: &generator)))])
                    let (status, answer) = try await server.call("TestState", .object(request))
                    #expect(status == 200 || status == 400, "\(JSONValue.object(request).text): \(answer.text)")
                    ends[answer["status"]?.stringValue ?? "refused", default: 0] += 1
                }
            }
        }
        #expect(Set(ends.keys) == ["SUCCEEDED", "FAILED", "RETRIABLE", "CAUGHT_ERROR", "refused"], "\(ends)")
    }
}
