import JSON
import Testing

extension RunningServer {
    static let role = "arn:aws:iam::123456789012:role/r"

    static func arn(_ machine: String) -> String { "arn:aws:states:us-east-1:123456789012:stateMachine:\(machine)" }

    /// A machine of one Pass state that gives this.
    static func pass(_ result: JSONValue) -> String {
        #"{"StartAt":"A","States":{"A":{"Type":"Pass","Result":\#(result.text),"End":true}}}"#
    }

    /// A machine of one Task state.
    static func task(_ resource: String, more: String = "") -> String {
        #"{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"\#(resource)"\#(more),"End":true}}}"#
    }

    /// Asks for an operation that must succeed.
    @discardableResult
    func does(_ operation: String, _ request: JSONValue, at place: SourceLocation = #_sourceLocation) async throws
        -> JSONValue
    {
        let (status, answer) = try await call(operation, request)
        #expect(status == 200, "\(operation): \(answer.text)", sourceLocation: place)
        return answer
    }

    /// Asks for an operation that must fail, and gives the error's name.
    func fails(_ operation: String, _ request: JSONValue) async throws -> String? {
        let (status, answer) = try await call(operation, request)
        return status == 200 ? nil : answer["__type"]?.stringValue
    }

    func create(_ name: String, _ definition: String, _ more: JSONObject = [:]) async throws {
        var request: JSONObject = [
            "name": .string(name), "definition": .string(definition), "roleArn": .string(Self.role),
        ]
        for member in more { request[member.key] = member.value }
        try await does("CreateStateMachine", .object(request))
    }

    /// Starts an execution and gives its description once it has ended.
    func run(_ arn: String, input: String = "{}") async throws -> JSONValue {
        let start = try await does("StartExecution", ["stateMachineArn": .string(arn), "input": .string(input)])
        return try await end(start["executionArn"])
    }

    func end(_ execution: JSONValue?) async throws -> JSONValue {
        while true {
            let description = try await does("DescribeExecution", ["executionArn": execution ?? .null])
            if description["status"] != "RUNNING" { return description }
            await Task.yield()
        }
    }

    /// All elements of a list, page by page, and how many pages there were.
    func pages(_ operation: String, _ list: String, _ request: JSONObject) async throws -> (
        all: [JSONValue], count: Int
    ) {
        var request = request
        var all: [JSONValue] = []
        var count = 0
        while true {
            let page = try await does(operation, .object(request))
            all += page[list]?.arrayValue ?? []
            count += 1
            guard let next = page["nextToken"] else { return (all, count) }
            request["nextToken"] = next
        }
    }
}
