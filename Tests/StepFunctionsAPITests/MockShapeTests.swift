import JSON
import Testing

@testable import StepFunctionsAPI

@Suite("The shape of a mocked result") struct MockShapeTests {
    private static let shape = "{Name, Id!, Count:#, Done:?, Tags:[{Key!, Value}], Headers:<$>, Rest!:*}"

    @Test(
        "is read from a text, and found in a result or not",
        arguments: [
            (#"{"Id":"1","Rest":[]}"#, nil), (#"{"Id":"1"}"#, "Required field 'Rest' is missing"),
            (#"{"Id":1,"Rest":1}"#, "Field 'Id' must be a string"),
            (#"{"Id":"1","Rest":1,"Count":"2"}"#, "Field 'Count' must be a number"),
            (#"{"Id":"1","Rest":1,"Done":"yes"}"#, "Field 'Done' must be a boolean"),
            (#"{"Id":"1","Rest":1,"Tags":{}}"#, "Field 'Tags' must be an array"),
            (#"{"Id":"1","Rest":1,"Tags":[{"Value":"v"}]}"#, "Required field 'Key' is missing"),
            (#"{"Id":"1","Rest":1,"Headers":{"a":1}}"#, "Field 'Headers' must be a string"),
            (#"{"Id":"1","Rest":1,"Unknown":1,"Name":"n","Count":1.5,"Done":true,"Headers":{"a":"b"}}"#, nil),
            ("[]", "The result must be an object"),
        ] as [(String, String?)])
    func checks(_ result: String, _ problem: String?) throws {
        let shape = try #require(MockShape(parsing: Self.shape))
        let value = try JSONValue(parsing: result)
        let found: APIError?
        do throws(APIError) {
            try shape.check(value, at: nil, requiresAll: true)
            found = nil
        } catch {
            found = error
        }
        #expect(found?.message == problem.map { "Mock result schema validation error: \($0)" })
    }

    @Test(
        "is not read from what is none",
        arguments: ["", "{", "{a", "{a:}", "{a,}", "{a a}", "[$", "<$", "$$", "{a,a}", "x"])
    func nonsense(_ text: String) {
        #expect(MockShape(parsing: text) == nil)
    }

    @Test(
        "is known of actions that tasks call often",
        arguments: [
            ("arn:aws:states:::aws-sdk:dynamodb:query", #"{"Items":[],"Count":"0"}"#),
            ("arn:aws:states:::dynamodb:getItem", #"{"Item":{"a":{"S":1}}}"#),
            ("arn:aws:states:::ecs:runTask", #"{"Tasks":{}}"#),
            ("arn:aws:states:::aws-sdk:secretsmanager:getSecretValue", #"{"SecretString":{}}"#),
            ("arn:aws:states:::aws-sdk:sfn:startSyncExecution", #"{"Status":"SUCCEEDED"}"#),
        ])
    func known(_ resource: String, _ wrong: String) async throws {
        try await RunningServer.with { server in
            func test(_ mode: String) async throws -> (status: Int, answer: JSONValue) {
                try await server.call(
                    "TestState",
                    [
                        "definition": .string(#"{"Type":"Task","Resource":"\#(resource)","End":true}"#),
                        "mock": ["result": .string(wrong), "fieldValidationMode": .string(mode)],
                    ])
            }
            let refused = try await test("STRICT")
            #expect(refused.status == 400 && refused.answer.text.contains("Mock result schema validation error"))
            #expect(try await test("NONE").status == 200)
        }
    }
}
