import CurlTransfers
import JSON
import Networks
import Testing

@testable import StepFunctionsAPI

@Suite("Tasks that call an API over HTTP", .timeLimit(.minutes(10))) struct HTTPInvokeTests {
    private static let connection = "arn:aws:events:us-east-1:123456789012:connection/billing/1"

    private static func settings(_ network: String? = "127.0.0.1") throws -> ServiceSettings {
        var settings = ServiceSettings()
        settings.connections = try HTTPConnections(
            parsing: """
                {"\(connection)": {"AuthorizationType": "BASIC",
                  "BasicAuthParameters": {"Username": "me", "Password": "s3cret"},
                  "InvocationHttpParameters": {
                    "HeaderParameters": [{"Key": "X-Team", "Value": "pay"}],
                    "QueryStringParameters": [{"Key": "v", "Value": "1"}],
                    "BodyParameters": [{"Key": "from", "Value": "daybook"}]}}}
                """)
        settings.addresses = AddressPolicy(allowing: network.flatMap { NetworkPrefix($0) }.map { [$0] } ?? [])
        return settings
    }

    /// Runs one task against a server, and gives the description of its end.
    private func run(
        _ api: ServiceServer, network: String? = "127.0.0.1", _ more: JSONObject
    ) async throws -> JSONValue {
        try await api.with { endpoint in
            var parameters: JSONObject = [
                "ApiEndpoint": .string("\(endpoint)/bills?a=b"), "Method": "POST",
                "Authentication": ["ConnectionArn": .string(Self.connection)],
            ]
            for member in more {
                let text = member.value.stringValue?.replacing("ENDPOINT", with: "\(endpoint)")
                parameters[member.key] = text.map { .string($0) } ?? member.value
            }
            return try await RunningServer.with(services: Self.settings(network)) { server in
                try await server.create(
                    "m",
                    RunningServer.task(
                        "arn:aws:states:::http:invoke", more: #","Parameters":\#(JSONValue.object(parameters).text)"#))
                return try await server.run(RunningServer.arn("m"))
            }
        }
    }

    @Test func `send what the task and the connection say, and give what was answered`() async throws {
        let api = ServiceServer { _ in
            ServiceServer.Answer(
                status: 201, headers: ["Content-Type": "application/json", "X-Id": "7"], body: #"{"sum": 1.10}"#)
        }
        let end = try await run(
            api,
            [
                "QueryParameters": ["who": "ä b", "n": ["1", "2"]], "Headers": ["X-Kind": "bill"],
                "RequestBody": ["hours": 3],
            ])
        let call = try #require(api.calls.first)
        #expect(call.path == "/bills" && call.query == "a=b&v=1&who=%C3%A4%20b&n=1&n=2")
        #expect(call.body == #"{"hours":3,"from":"daybook"}"#)
        #expect(call.headers["authorization"] == "Basic bWU6czNjcmV0" && call.headers["x-team"] == "pay")
        #expect(call.headers["x-kind"] == "bill" && call.headers["content-type"] == "application/json")
        #expect(call.headers["user-agent"] == "Amazon|StepFunctions|HttpInvoke|us-east-1")
        let output = try JSONValue(parsing: end["output"]?.stringValue ?? "null")
        #expect(output["StatusCode"] == 201 && output["StatusText"] == "Created")
        #expect(output["ResponseBody"]?.text == #"{"sum":1.10}"#)
        #expect(output["Headers"]?["x-id"] == ["7"])
    }

    @Test(
        "encode a body as a form",
        arguments: [
            ("INDICES", "a[0]=1&a[1]=2&o[k]=x%26y"), ("REPEAT", "a=1&a=2&o[k]=x%26y"),
            ("COMMAS", "a=1,2&o[k]=x%26y"), ("BRACKETS", "a[]=1&a[]=2&o[k]=x%26y"),
        ])
    func form(_ format: String, _ expected: String) {
        let object: JSONObject = ["a": [1, 2], "o": ["k": "x&y"]]
        #expect(FormEncoding(arrays: .init(rawValue: format)!).text(of: object) == expected)
    }

    @Test func `fail by the status that was answered`() async throws {
        let api = ServiceServer { _ in ServiceServer.Answer(status: 404, body: "no such bill") }
        let end = try await run(api, [:])
        #expect(end["error"] == "States.Http.StatusCode.404" && end["cause"] == "no such bill")
    }

    @Test(
        "fail where the answer is no text",
        arguments: [("image/png", "x"), ("application/octet-stream", "x"), ("Audio/mpeg", "x")])
    func binary(_ type: String, _ body: String) async throws {
        let api = ServiceServer { _ in ServiceServer.Answer(headers: ["Content-Type": type], body: body) }
        let end = try await run(api, [:])
        #expect(end["error"] == "States.Runtime")
    }

    @Test func `call no address that is not public`() async throws {
        let api = ServiceServer { _ in ServiceServer.Answer(body: "{}") }
        let end = try await run(api, network: nil, [:])
        #expect(end["error"] == "States.Http.Socket")
        #expect(end["cause"]?.stringValue?.contains("not public") ?? false)
        #expect(api.calls.isEmpty)
    }

    @Test(
        "are refused where the call could be read in two ways, or the login is not known",
        arguments: [
            ["ApiEndpoint": "ftp://127.0.0.1/"], ["ApiEndpoint": "http://me:secret@127.0.0.1/"],
            ["ApiEndpoint": "ENDPOINT/a b"], ["ApiEndpoint": "http://127%2e0.0.1/"], ["Method": "TRACE"],
            ["Headers": ["Origin": "https://a"]], ["Headers": ["Host": "other"]],
            ["Headers": ["X-Amz-Date": "1"]], ["Headers": ["Content-Length": "1"]],
            ["Headers": ["X": "a\r\nY: b"]], ["Headers": ["a b": "c"]],
            ["RequestBody": "text"], ["Authentication": ["ConnectionArn": "other"]], ["Authentication": .null],
        ] as [JSONObject])
    func refusals(_ more: JSONObject) async throws {
        let api = ServiceServer { _ in ServiceServer.Answer(body: "{}") }
        let error = try await run(api, more)["error"]?.stringValue
        #expect(["States.Runtime", "Events.ConnectionResource.ResourceNotFound"].contains(error))
        #expect(api.calls.isEmpty)
    }

    @Test(
        "name what is wrong with a file of connections, and no secret",
        arguments: [
            ("[]", "no JSON object"), (#"{"c": {}}"#, "'c': 'AuthorizationType' is missing"),
            (#"{"c": {"AuthorizationType": "DIGEST"}}"#, "none of BASIC, API_KEY and OAUTH_CLIENT_CREDENTIALS"),
            (
                #"{"c": {"AuthorizationType": "BASIC", "AllowedHost": ["a"]}}"#,
                "'AllowedHost' is not known in the connection"
            ),
            (
                #"{"c": {"AuthorizationType": "BASIC", "BasicAuthParameters": {"Username": "u", "Password": "s3cret"}, "AllowedHosts": ["a b"]}}"#,
                "no list of hosts"
            ),
            (#"{"c": {"AuthorizationType": "BASIC", "AllowedHosts": []}}"#, "no list of hosts"),
            (#"{"c": {"AuthorizationType": "OAUTH_CLIENT_CREDENTIALS"}}"#, "'AuthorizationEndpoint' is missing"),
            (
                #"{"c": {"AuthorizationType": "OAUTH_CLIENT_CREDENTIALS", "OAuthParameters": {"AuthorizationEndpoint": "https://me:s3cret@h/", "HttpMethod": "POST"}}}"#,
                "not a URL"
            ),
            (
                #"{"c": {"AuthorizationType": "OAUTH_CLIENT_CREDENTIALS", "OAuthParameters": {"AuthorizationEndpoint": "https://h/", "HttpMethod": "POST", "ClientParameters": {"ClientID": "me"}}}}"#,
                "'ClientSecret' is missing"
            ),
            (
                #"{"c": {"AuthorizationType": "API_KEY", "ApiKeyAuthParameters": {"ApiKeyName": "a b", "ApiKeyValue": "s3cret"}}}"#,
                "characters that no header may have"
            ),
        ])
    func connections(_ text: String, _ reason: String) {
        let error = #expect(throws: HTTPConnections.Failure.self) { try HTTPConnections(parsing: text) }
        #expect(error?.reason.contains(reason) ?? false)
        #expect(error?.reason.contains("s3cret") == false)
    }

    /// Members in a place where nobody reads them: what follows the type of the connection, and what is wrong with it.
    private static let misplaced: [(String, String)] = [
        (
            #"BASIC", "AuthParameters": {\#(basic), "AllowedHosts": ["a"]}"#,
            "'AllowedHosts' is not known in 'AuthParameters'"
        ),
        (#"BASIC", "AuthParameters": {\#(basic), "AuthorizationType": "BASIC"}"#, "'AuthorizationType' is not known"),
        (
            #"BASIC", "AuthParameters": {\#(basic)}, "InvocationHttpParameters": {}"#,
            "'InvocationHttpParameters' is not known in the connection"
        ),
        (#"BASIC", "AuthParameters": [], \#(basic)"#, "'BasicAuthParameters' is not known in the connection"),
        (#"BASIC", "AuthParameters": []"#, "'AuthParameters' is no object"),
        (
            #"BASIC", "BasicAuthParameters": {"Username": "u", "Password": "s3cret", "Realm": "r"}"#,
            "'Realm' is not known"
        ),
        (#"BASIC", "BasicAuthParameters": ["s3cret"]"#, "'BasicAuthParameters' is no object"),
        (#"API_KEY", "ApiKeyAuthParameters": {"ApiKey": "s3cret"}"#, "'ApiKey' is not known in 'ApiKeyAuthParameters'"),
        (#"BASIC", \#(basic), "InvocationHttpParameters": []"#, "'InvocationHttpParameters' is no object"),
        (
            #"BASIC", \#(basic), "InvocationHttpParameters": {"HeaderParameter": []}"#,
            "'HeaderParameter' is not known in 'InvocationHttpParameters'"
        ),
        (
            #"BASIC", \#(basic), "InvocationHttpParameters": {"HeaderParameters": {"Key": "k", "Value": "s3cret"}}"#,
            "'HeaderParameters' is no list"
        ),
        (
            #"BASIC", \#(basic), "InvocationHttpParameters": {"BodyParameters": [{"Key": "k", "Value": "s3cret", "Secret": true}]}"#,
            "'Secret' is not known in 'BodyParameters'"
        ),
        (#"BASIC", \#(basic), "InvocationHttpParameters": {"QueryStringParameters": ["s3cret"]}"#, "is no object"),
        (#"OAUTH_CLIENT_CREDENTIALS", "OAuthParameters": []"#, "'OAuthParameters' is no object"),
        (
            #"OAUTH_CLIENT_CREDENTIALS", "OAuthParameters": {\#(grant), "OAuthHttpParameter": {}}"#,
            "'OAuthHttpParameter' is not known in 'OAuthParameters'"
        ),
        (
            #"OAUTH_CLIENT_CREDENTIALS", "OAuthParameters": {\#(grant), "ClientParameters": {"ClientId": "me"}}"#,
            "'ClientId' is not known in 'ClientParameters'"
        ),
        (
            #"OAUTH_CLIENT_CREDENTIALS", "OAuthParameters": {\#(grant), \#(client), "OAuthHttpParameters": {"HeaderParameter": []}}"#,
            "'HeaderParameter' is not known in 'OAuthHttpParameters'"
        ),
        (
            #"OAUTH_CLIENT_CREDENTIALS", "OAuthParameters": {\#(grant), \#(client), "OAuthHttpParameters": {"BodyParameters": "s3cret"}}"#,
            "'BodyParameters' is no list"
        ),
    ]

    @Test("refuse a member of a connection where nobody reads it", arguments: misplaced)
    func refusesMisplaced(_ rest: String, _ reason: String) {
        connections(#"{"c": {"AuthorizationType": "\#(rest)}}"#, reason)
    }

    private static let grant = #""AuthorizationEndpoint": "https://h/", "HttpMethod": "POST""#
    private static let client = #""ClientParameters": {"ClientID": "me", "ClientSecret": "s3cret"}"#
    private static let basic = #""BasicAuthParameters": {"Username": "u", "Password": "s3cret"}"#

    @Test("read a connection whose login stands in either place", arguments: [true, false])
    func places(_ isNested: Bool) throws {
        let login =
            #"\#(Self.basic), "InvocationHttpParameters": {"QueryStringParameters": [{"Key": "k", "Value": "v", "IsValueSecret": true}]}"#
        let members = isNested ? #""AuthParameters": {\#(login)}"# : login
        let connections = try HTTPConnections(
            parsing: #"{"c": {"Name": "n", "AuthorizationType": "BASIC", "AllowedHosts": ["a"], \#(members)}}"#)
        let connection = try #require(connections["c"])
        #expect(
            connection.parameters.headers.map(\.name) == ["Authorization"] && connection.parameters.query.count == 1)
        #expect(connection.allows("a") && !connection.allows("b"))
    }
}
