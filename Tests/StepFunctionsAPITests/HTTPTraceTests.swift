import CurlTransfers
import JSON
import Networks
import Testing

@testable import StepFunctionsAPI

@Suite("A test of a state that calls an API", .timeLimit(.minutes(10))) struct HTTPTraceTests {
    private static let secrets = ["bWU6czNjcmV0", "s3cret", "query-s3cret", "body-s3cret", "header-s3cret"]

    private static let connection = """
        {"arn": {"AuthorizationType": "BASIC", "BasicAuthParameters": {"Username": "me", "Password": "s3cret"},
          "InvocationHttpParameters": {
            "HeaderParameters": [{"Key": "X-Team", "Value": "header-s3cret"}],
            "QueryStringParameters": [{"Key": "v", "Value": "query-s3cret"}],
            "BodyParameters": [{"Key": "from", "Value": "body-s3cret"}]}}}
        """

    /// Gives a body a server, and a state whose API gives this status.
    private func with(
        status: Int = 200, connection: String = connection, revealsSecrets: Bool = true,
        _ body: (RunningServer, _ state: String, _ endpoint: String) async throws -> JSONValue
    ) async throws -> (answer: JSONValue, endpoint: String) {
        let api = ServiceServer { call in
            if call.path == "/token" { return .init(body: #"{"access_token":"the-token"}"#) }
            return .init(
                status: status, headers: ["Content-Type": "application/json", "X-Id": "7"], body: #"{"a": 1}"#)
        }
        return try await api.with { endpoint in
            var settings = ServiceSettings()
            settings.connections = try HTTPConnections(
                parsing: connection.replacing("ENDPOINT", with: "\(endpoint)"))
            settings.addresses = AddressPolicy(allowing: [try #require(NetworkPrefix("127.0.0.1"))])
            let state = #"""
                {"Type":"Task","Resource":"arn:aws:states:::http:invoke","Parameters":{"ApiEndpoint":"\#(endpoint)/bills",
                 "Method":"POST","Authentication":{"ConnectionArn":"arn"},"Headers":{"X-Kind":"bill","x-team":"mine"},
                 "QueryParameters":{"q":"1"},"RequestBody":{"hours":3,"from":"mine"}},"End":true}
                """#
            let answer = try await RunningServer.with(services: settings, revealsSecrets: revealsSecrets) { server in
                try await body(server, state, "\(endpoint)")
            }
            return (answer, "\(endpoint)")
        }
    }

    /// Tests a state against an API that gives this status.
    private func test(
        _ more: JSONObject, status: Int = 200, connection: String = connection
    ) async throws -> (answer: JSONValue, endpoint: String) {
        try await with(status: status, connection: connection) { server, state, _ in
            var request: JSONObject = ["definition": .string(state)]
            for member in more { request[member.key] = member.value }
            return try await server.does("TestState", .object(request))
        }
    }

    @Test func `shows no secret where the server was not told that it may`() async throws {
        _ = try await with(revealsSecrets: false) { server, state, _ in
            for level in ["INFO", "DEBUG", "TRACE"] {
                let (status, answer) = try await server.call(
                    "TestState",
                    ["definition": .string(state), "inspectionLevel": .string(level), "revealSecrets": true])
                #expect(status == 400 && answer["__type"] == "AccessDeniedException", "\(answer.text)")
                #expect(answer["inspectionData"] == nil)
            }
            return try await server.does("TestState", ["definition": .string(state), "revealSecrets": false])
        }
    }

    @Test func `shows a task no secret, because what it is shown is in the log`() async throws {
        _ = try await with { server, state, _ in
            for reveals in [true, false] {
                let parameters: JSONValue = [
                    "Definition": .string(state), "InspectionLevel": "TRACE", "RevealSecrets": .bool(reveals),
                ]
                let name = reveals ? "reveals" : "hides"
                try await server.create(
                    name,
                    RunningServer.task(
                        "arn:aws:states:::aws-sdk:sfn:testState", more: #","Parameters":\#(parameters.text)"#))
                let end = try await server.run(RunningServer.arn(name))
                #expect(end["status"] == (reveals ? "FAILED" : "SUCCEEDED"), "\(end.text)")
                if reveals { #expect(end["error"]?.stringValue?.hasPrefix("Sfn.") ?? false, "\(end.text)") }
                let history = try await server.does("GetExecutionHistory", ["executionArn": end["executionArn"] ?? ""])
                #expect(reveals || history.text.contains("REDACTED"))
                #expect(Self.secrets.allSatisfy { !history.text.contains($0) })
            }
            return .null
        }
    }

    @Test func `shows what was sent and answered, and no secret`() async throws {
        let (answer, endpoint) = try await test(["inspectionLevel": "TRACE"])
        #expect(answer["status"] == "SUCCEEDED")
        let data = try #require(answer["inspectionData"])
        #expect(
            data["request"]?.objectValue == [
                "protocol": "http", "method": "POST", "url": .string("\(endpoint)/bills?v=REDACTED&q=1"),
                "headers":
                    "[Authorization: REDACTED, X-Team: REDACTED, X-Kind: bill, User-Agent: Amazon|StepFunctions|HttpInvoke|us-east-1, Range: bytes=0-262144, Content-Type: application/json]",
                "body": #"{"hours":3,"from":"REDACTED"}"#,
            ], "\(data.text)")
        let response = try #require(data["response"])
        #expect(response["protocol"] == "http" && response["statusCode"] == "200" && response["statusMessage"] == "OK")
        #expect(response["body"] == #"{"a": 1}"#)
        let headers = try #require(response["headers"]?.stringValue)
        #expect(headers.hasPrefix("[") && headers.hasSuffix("]") && headers.contains("x-id: 7"))
        #expect(Self.secrets.allSatisfy { !answer.text.contains($0) })
    }

    @Test func `shows the secrets where it is asked to`() async throws {
        let (answer, endpoint) = try await test(["inspectionLevel": "TRACE", "revealSecrets": true])
        let request = try #require(answer["inspectionData"]?["request"])
        #expect(request["url"]?.stringValue == "\(endpoint)/bills?v=query-s3cret&q=1")
        #expect(
            request["headers"]?.stringValue?.hasPrefix("[Authorization: Basic bWU6czNjcmV0, X-Team: header-s3cret, ")
                ?? false)
        #expect(request["body"] == #"{"hours":3,"from":"body-s3cret"}"#)
    }

    @Test func `shows a refusal, too, and a token only where secrets are shown`() async throws {
        let connection = """
            {"arn": {"AuthorizationType": "OAUTH_CLIENT_CREDENTIALS", "OAuthParameters": {
              "AuthorizationEndpoint": "ENDPOINT/token", "HttpMethod": "POST",
              "ClientParameters": {"ClientID": "me", "ClientSecret": "s3cret"}}}}
            """
        for reveals in [true, false] {
            let (answer, _) = try await test(
                ["inspectionLevel": "TRACE", "revealSecrets": .bool(reveals)], status: 403, connection: connection)
            #expect(answer["status"] == "FAILED" && answer["error"] == "States.Http.StatusCode.403")
            let data = answer["inspectionData"]
            #expect(data?["response"]?["statusCode"] == "403" && data?["response"]?["statusMessage"] == "Forbidden")
            #expect(data?["request"]?["body"] == #"{"hours":3,"from":"mine"}"#)
            #expect(answer.text.contains("Authorization: Bearer the-token") == reveals)
            #expect(!answer.text.contains("s3cret"))
        }
    }

    @Test("shows neither where it is not asked to", arguments: ["INFO", "DEBUG"])
    func quiet(_ level: String) async throws {
        let (answer, _) = try await test(["inspectionLevel": .string(level), "revealSecrets": true])
        #expect(answer["status"] == "SUCCEEDED")
        #expect(answer["inspectionData"]?["request"] == nil && answer["inspectionData"]?["response"] == nil)
        #expect((answer["inspectionData"] == nil) == (level == "INFO"))
    }
}
