import Engine
import EngineTesting
import Foundation
import JSON
import Logging
import MemoryBackend
import Testing

@testable import StepFunctionsAPI

/// Requests, signatures and answers made by chance: whatever they are, they are refused by name or done, and nothing ends the
/// process.
///
/// A failure names its seed; `DAYBOOK_SEED=… swift test --filter ProtocolFuzzTests` begins with the case that failed.
@Suite("Of anything that can be sent", .timeLimit(.minutes(90))) struct ProtocolFuzzTests {
    private static let bodies: [(operation: String, body: String)] = [
        (
            "CreateStateMachine",
            #"{"name":"m","roleArn":"arn:aws:iam::123456789012:role/r","definition":"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}","tags":[{"key":"a","value":"b"}]}"#
        ),
        ("StartExecution", #"{"stateMachineArn":"\#(RunningServer.arn("m"))","input":"{\"a\":1.0}","name":"n"}"#),
        (
            "ListExecutions",
            #"{"stateMachineArn":"\#(RunningServer.arn("m"))","maxResults":10,"statusFilter":"RUNNING"}"#
        ),
        ("SendTaskSuccess", #"{"taskToken":"x","output":"{}"}"#),
        (
            "ValidateStateMachineDefinition",
            #"{"definition":"{}","type":"EXPRESS","severity":"WARNING","maxResults":3}"#
        ),
        ("DescribeExecution", #"{"executionArn":"arn:aws:states:us-east-1:123456789012:execution:m:n"}"#),
        ("TagResource", #"{"resourceArn":"\#(RunningServer.arn("m"))","tags":[{"key":"k","value":"v"}]}"#),
    ]
    private static let pieces = [
        "{", "}", "[", "]", "\"", "\\u0000", "\\ud800", "null", "1e999", "-", ":", ",", "\u{FEFF}", "//",
        "arn:aws:states:::",
        String(repeating: "[", count: 600),
    ]

    @Test func `a body is done, or refused by name`() async throws {
        var configuration = EngineConfiguration()
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let store = MemoryEventStore()
        let engine = ExecutionEngine(store: store, configuration: configuration)
        let service = StepFunctionsService(engine: engine, store: store, configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            let fault = try await FuzzCases.run("bodies", rounds: 3000) { generator in
                let (operation, body) = Self.bodies.randomElement(using: &generator) ?? ("", "")
                let bytes = FuzzCases.mutated(Array(body.utf8), pieces: Self.pieces, using: &generator)
                let answer = await service.answer(operation, bytes)
                guard answer.status == 200 || (answer.status == 400 && answer.errorCode?.isEmpty == false),
                    (try? JSONValue(parsing: answer.body))?.objectValue != nil
                else { return "\(operation) \(String(decoding: bytes, as: UTF8.self)): \(answer.status)" }
                return nil
            }
            #expect(fault == nil)
            engine.shutDown()
            try await group.waitForAll()
        }
    }

    @Test func `a signature is its client's, or refused by name`() async throws {
        let properties = try SignatureProperties()
        let fault = try await FuzzCases.run("signatures", rounds: 5000) { properties.check(&$0) }
        #expect(fault == nil)
    }

    @Test func `an answer in XML is read, or refused`() async throws {
        let fault = try await FuzzCases.run("documents", rounds: 5000) { XMLProperties.check(&$0) }
        #expect(fault == nil)
    }

    @Test func `a form holds what was written into it`() async throws {
        let fault = try await FuzzCases.run("forms", rounds: 3000) { FormProperties.check(&$0) }
        #expect(fault == nil)
    }

    @Test func `files of credentials and connections are read, or refused by name`() async throws {
        let credentials =
            "[a]\naws_access_key_id = AKID\naws_secret_access_key = 0123456789abcdef\nbearer_token = 0123456789abcdef\n"
        let connections = #"{"c":{"AuthorizationType":"BASIC","BasicAuthParameters":{"Username":"u","Password":"p"}}}"#
        let tokens = #"""
            {"c":{"AuthorizationType":"OAUTH_CLIENT_CREDENTIALS","AllowedHosts":["a.b","*.c"],"OAuthParameters":{
             "AuthorizationEndpoint":"https://[::1]:1/t?a#b","HttpMethod":"POST","ClientParameters":{"ClientID":"i","ClientSecret":"s"},
             "OAuthHttpParameters":{"BodyParameters":[{"Key":"a","Value":"b"}]}}}}
            """#
        let fault = try await FuzzCases.run("files", rounds: 3000) { generator in
            for text in [credentials, connections, tokens] {
                let bytes = FuzzCases.mutated(
                    Array(text.utf8), pieces: ["[", "]", "=", "\n", "#", "\r"], using: &generator)
                let changed = String(decoding: bytes, as: UTF8.self)
                _ = try? ServerCredentials(parsing: changed)
                _ = try? HTTPConnections(parsing: changed)
            }
            return nil
        }
        #expect(fault == nil)
    }
}
