import Foundation
import JSON
import Testing

@testable import StepFunctionsAPI

@Suite("The protocol AWS JSON 1.0", .timeLimit(.minutes(10))) struct ProtocolTests {
    @Test func `answers with its own content type and an id of the request`() async throws {
        try await RunningServer.with { server in
            let first = try await server.post("ListStateMachines", Array("{}".utf8))
            let second = try await server.post("ListStateMachines", [])
            #expect(first.status == 200 && second.status == 200)
            #expect(first.header("Content-Type") == "application/x-amz-json-1.0")
            #expect(String(decoding: first.body, as: UTF8.self) == #"{"stateMachines":[]}"#)
            #expect(first.header("x-amzn-RequestId")?.count == 36)
            #expect(first.header("x-amzn-RequestId") != second.header("x-amzn-RequestId"))
        }
    }

    @Test(
        "names what is wrong with a request",
        arguments: [
            ("Nonsense", "{}", 400, "UnknownOperationException"),
            ("ListStateMachines", "{", 400, "SerializationException"),
            ("ListStateMachines", "[]", 400, "SerializationException"),
            ("ListStateMachines", #"{"maxResults":"1"}"#, 400, "SerializationException"),
            ("ListStateMachines", #"{"maxResults":-1}"#, 400, "ValidationException"),
            ("ListStateMachines", #"{"nextToken":"x"}"#, 400, "InvalidToken"),
            ("DescribeStateMachine", "{}", 400, "ValidationException"),
            ("DescribeStateMachine", #"{"stateMachineArn":null}"#, 400, "ValidationException"),
            ("DescribeStateMachine", #"{"stateMachineArn":"payroll"}"#, 400, "InvalidArn"),
            (
                "DescribeStateMachine", #"{"stateMachineArn":"arn:aws:states:us-east-1:1:execution:a:b"}"#, 400,
                "InvalidArn"
            ),
            ("SendTaskSuccess", #"{"taskToken":"x","output":"{}"}"#, 400, "InvalidToken"),
            ("CreateStateMachine", #"{"name":"a b","definition":"{}","roleArn":"r"}"#, 400, "InvalidName"),
            (
                "CreateStateMachine", #"{"name":"a","definition":"{}","roleArn":"r","type":"X"}"#, 400,
                "ValidationException"
            ),
        ])
    func errors(_ operation: String, _ body: String, _ status: Int, _ code: String) async throws {
        try await RunningServer.with { server in
            let answer = try await server.post(operation, Array(body.utf8))
            #expect(answer.status == status)
            #expect(try JSONValue(parsing: answer.body)["__type"] == .string(code))
            #expect(answer.header("x-amzn-ErrorType") == code)
        }
    }

    @Test func `refuses a request that is too large`() async throws {
        try await RunningServer.with { server in
            let body = Array(repeating: UInt8(ascii: " "), count: StepFunctionsService.longestRequest + 1)
            let answer = try await server.post("ListStateMachines", body)
            #expect(answer.status == 413)
        }
    }

    @Test func `knows no operation without its target`() async throws {
        try await RunningServer.with { server in
            let answer = try await RunningServer.client.send(
                "POST", "\(server.endpoint)/", headers: [], body: Array("{}".utf8), within: .seconds(60))
            #expect(answer.status == 400)
        }
    }

    @Test(
        "reads an endpoint",
        arguments: [
            ("http://127.0.0.1:3001", "http://127.0.0.1:3001"), ("http://functions/", "http://functions:80"),
            ("https://127.0.0.1", "https://127.0.0.1:443"), ("http://[::1]:80", "http://[::1]:80"),
            ("ftp://127.0.0.1:3001", nil), ("http://", nil), ("http://a:0", nil), ("http://a:b", nil),
            ("http://a/path", nil), ("http://user@a", nil),
        ] as [(String, String?)])
    func endpoint(_ text: String, _ expected: String?) {
        #expect(HTTPEndpoint(text)?.description == expected)
    }

    @Test func `keeps a page's token to its own list`() throws {
        let token = PageToken.text(7, of: "a")
        #expect(try PageToken.offset(token, of: "a") == 7)
        #expect(throws: APIError.self) { try PageToken.offset(token, of: "b") }
    }

    @Test func `is told, operation by operation`() throws {
        let page = try String(
            contentsOf: Project.root.appending(path: "docs/step-functions.md"), encoding: .utf8)
        let untold = StepFunctionsService.operationNames.filter { !page.contains("\n| \($0) |") }
        #expect(untold.isEmpty, "docs/step-functions.md does not have \(untold)")
        #expect(StepFunctionsService.operationNames.count == 37)
    }
}
