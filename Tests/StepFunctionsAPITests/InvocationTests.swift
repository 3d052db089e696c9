import JSON
import Testing

@testable import Engine
@testable import StepFunctionsAPI

@Suite("A call of a function") struct InvocationTests {
    @Test(
        "carries no field that could become another header or request",
        arguments: ["InvocationType", "ClientContext", "LogType"])
    func injection(field: String) throws {
        let plain: JSONObject = ["FunctionName": "f", field: "Event"]
        #expect(try LambdaInvocation(parameters: JSONText(.object(plain))).headers.map(\.1).contains("Event"))
        for value in ["x\r\nX-Evil: 1", "x\n\nPOST / HTTP/1.1", "x\u{7f}"] {
            let parameters: JSONObject = ["FunctionName": "f", field: .string(value)]
            #expect(throws: TaskError.self) { try LambdaInvocation(parameters: JSONText(.object(parameters))) }
        }
    }

    @Test("names no other path", arguments: ["..", "f/../g", "f:..", "."])
    func path(name: String) throws {
        let parameters: JSONObject = ["FunctionName": .string(name)]
        #expect(throws: TaskError.self) { try LambdaInvocation(parameters: JSONText(.object(parameters))) }
    }
}
