import CurlTransfers
import Engine
import EventLog
import JSON
import Networks
import Synchronization
import Testing

@testable import StepFunctionsAPI

@Suite("Connections of tasks that call an API", .timeLimit(.minutes(10))) struct HTTPConnectionTests {
    private static let arn = "arn:aws:events:us-east-1:123456789012:connection/billing/1"
    private static let secret = "s3cret-of-the-client"

    /// A connection that fetches its tokens from `/token` of the server.
    private static func oauth(_ more: String = "") -> String {
        """
        {"AuthorizationType": "OAUTH_CLIENT_CREDENTIALS", "AuthParameters": {
          "OAuthParameters": {"AuthorizationEndpoint": "ENDPOINT/token?v=1", "HttpMethod": "POST",
            "ClientParameters": {"ClientID": "me", "ClientSecret": "\(secret)"},
            "OAuthHttpParameters": {"BodyParameters": [{"Key": "scope", "Value": "read all"}]}},
          "InvocationHttpParameters": {"HeaderParameters": [{"Key": "X-Team", "Value": "pay"}]}}\(more)}
        """
    }

    /// Gives a body a server whose tasks call an API, and a function that runs such a task and describes its end.
    private func with(
        _ api: ServiceServer, _ connection: String = oauth(), network: String = "127.0.0.1",
        _ body: (@escaping () async throws -> JSONValue) async throws -> Void
    ) async throws {
        try await api.with { endpoint in
            var settings = ServiceSettings()
            settings.connections = try HTTPConnections(
                parsing: #"{"\#(Self.arn)": \#(connection.replacing("ENDPOINT", with: "\(endpoint)"))}"#)
            settings.addresses = AddressPolicy(allowing: [NetworkPrefix(network)].compactMap(\.self))
            try await RunningServer.with(services: settings) { server in
                try await server.create(
                    "m",
                    RunningServer.task(
                        "arn:aws:states:::http:invoke",
                        more: #"""
                            ,"Parameters":{"ApiEndpoint":"\#(endpoint)/bills","Method":"GET",
                             "Authentication":{"ConnectionArn":"\#(Self.arn)"}}
                            """#))
                try await body { try await server.run(RunningServer.arn("m")) }
            }
        }
    }

    /// An API that gives tokens `t1`, `t2`, … and takes those that it is told to.
    private func api(takes: @escaping @Sendable (String, Int) -> Bool) -> ServiceServer {
        let counts = Mutex((tokens: 0, calls: 0))
        return ServiceServer { call in
            if call.path == "/token" {
                let count = counts.withLock { counts in
                    counts.tokens += 1
                    return counts.tokens
                }
                return .init(body: #"{"access_token":"t\#(count)","token_type":"Bearer","expires_in":3600}"#)
            }
            let count = counts.withLock { counts in
                counts.calls += 1
                return counts.calls
            }
            return takes(call.headers["authorization"] ?? "", count)
                ? .init(body: "{}") : .init(status: 401, body: "no")
        }
    }

    @Test func `fetch a token once, and send it with each call`() async throws {
        let api = api { token, _ in token == "Bearer t1" }
        try await with(api) { run async throws in
            for _ in 0..<3 { #expect(try await run()["status"] == "SUCCEEDED") }
        }
        let asked = api.calls.filter { $0.path == "/token" }
        #expect(asked.count == 1 && api.calls.count == 4)
        let request = try #require(asked.first)
        #expect(request.method == "POST" && request.query == "v=1")
        #expect(request.body == "grant_type=client_credentials&scope=read+all")
        #expect(request.headers["content-type"] == "application/x-www-form-urlencoded")
        #expect(request.headers["authorization"] == "Basic bWU6czNjcmV0LW9mLXRoZS1jbGllbnQ=")
        #expect(api.calls.last?.headers["x-team"] == "pay")
    }

    @Test func `fetch no other token where one that is new is not taken`() async throws {
        let api = api { _, call in call == 1 }
        try await with(api) { run async throws in
            let first = try await run()
            #expect(first["status"] == "SUCCEEDED")
            for _ in 0..<3 {
                let end = try await run()
                #expect(end["error"] == "States.Http.StatusCode.401" && end["cause"] == "no")
            }
            #expect(api.calls.map(\.path) == ["/token", "/bills", "/bills", "/bills", "/bills"])
        }
    }

    @Test(
        "fail by name where no token is given, and tell nothing of it",
        arguments: [
            (401, #"{"error":"invalid_client"}"#, "InvalidConnectionState", "answered 401 (invalid_client)."),
            (400, #"{"error":"s3cret-of-the-client"}"#, "InvalidConnectionState", "answered 400."),
            (200, #"{"access_token":"a b s3cret-of-the-client"}"#, "InvalidConnectionState", "without a bearer token."),
            (200, #"{"access_token":"t","token_type":"mac"}"#, "InvalidConnectionState", "without a bearer token."),
            (200, "s3cret-of-the-client", "InvalidConnectionState", "without a bearer token."),
            (503, "s3cret-of-the-client", "InternalError", "answered 503."),
            (429, "{}", "InternalError", "answered 429."),
        ])
    func failures(_ status: Int, _ body: String, _ error: String, _ end: String) async throws {
        let api = ServiceServer { _ in .init(status: status, body: body) }
        try await with(api) { run async throws in
            let failed = try await run()
            #expect(failed["error"]?.stringValue == "Events.ConnectionResource.\(error)")
            let cause = failed["cause"]?.stringValue ?? ""
            #expect(cause.hasSuffix(end) && cause.contains(Self.arn) && !cause.contains(Self.secret), "\(cause)")
            #expect(api.calls.map(\.path) == ["/token"])
        }
    }

    @Test func `ask for no token where tasks may not call`() async throws {
        let api = api { _, _ in true }
        try await with(api, network: "127.0.0.2") { run async throws in
            let failed = try await run()
            #expect(failed["error"] == "Events.ConnectionResource.InvalidConnectionState", "\(failed.text)")
            #expect(failed["cause"]?.stringValue?.contains("not public") ?? false)
        }
        #expect(api.calls.isEmpty)
    }

    @Test func `send nothing, not even for a token, to a host that they are not for`() async throws {
        let api = api { _, _ in true }
        try await with(api, Self.oauth(#","AllowedHosts": ["api.example.com", "*.0.0.1"]"#)) { run async throws in
            let allowed = try await run()
            #expect(allowed["status"] == "SUCCEEDED")
        }
        let count = api.calls.count
        try await with(api, Self.oauth(#","AllowedHosts": ["api.example.com", "*.127.0.0.1"]"#)) { run async throws in
            let failed = try await run()
            #expect(failed["error"] == "Events.ConnectionResource.AccessDenied", "\(failed.text)")
            #expect(failed["cause"]?.stringValue?.hasSuffix("is not for the host '127.0.0.1'.") ?? false)
        }
        #expect(api.calls.count == count)
    }

    @Test(
        "know the hosts that they are for",
        arguments: [
            ("api.example.com", "https://API.example.com:8443/a", true),
            ("api.example.com", "https://example.com", false),
            ("api.example.com", "https://api.example.com.evil.net", false),
            ("*.example.com", "https://a.b.example.com", true), ("*.example.com", "https://example.com", false),
            ("*.example.com", "https://notexample.com", false),
            ("*.example.com", "https://evil.net/.example.com", false),
            ("*.example.com", "https://evil.net?.example.com", false),
            ("*.example.com", "https://evil.net#.example.com", false), ("[::1]", "http://[::1]:80/", true),
            ("::1", "http://[::1]", true), ("127.0.0.1", "http://127.0.0.1", true),
        ])
    func hosts(_ pattern: String, _ url: String, _ isAllowed: Bool) throws {
        let (pattern, url) = (try #require(HostPattern(pattern)), try #require(HTTPURL(url)))
        #expect(pattern.allows(url.host) == isAllowed)
    }

    @Test(
        "take no URL that could be read in two ways",
        arguments: [
            "https://a@b", "https://a\\b", "https://a%2eb", "https://", "https://:80", "https://a:b", "https://[::1",
            "https://[::1]x", "https://[a@b]", "ftp://a", "https://a b", "https://a\u{0}", "https://ä",
        ])
    func urls(_ text: String) {
        #expect(HTTPURL(text) == nil)
    }

    /// How a token is asked for: the method, the parameters, and what is sent.
    @Test(
        "ask for a token as they are told to",
        arguments: [
            (
                "GET", "{}", "https://h/t?grant_type=client_credentials", "",
                ["Authorization": "Basic bWU6YSUyQmI=", "Accept": "application/json"]
            ),
            (
                "POST",
                #"{"BodyParameters": [{"Key": "client_id", "Value": "me"}, {"Key": "client_secret", "Value": "a+b"}]}"#,
                "https://h/t", "grant_type=client_credentials&client_id=me&client_secret=a%2Bb",
                ["Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"]
            ),
            (
                "PUT",
                #"{"HeaderParameters": [{"Key": "content-type", "Value": "application/json"}], "BodyParameters": [{"Key": "grant_type", "Value": "other"}], "QueryStringParameters": [{"Key": "a", "Value": "b c"}]}"#,
                "https://h/t?a=b%20c", #"{"grant_type":"other"}"#,
                [
                    "Authorization": "Basic bWU6YSUyQmI=", "Accept": "application/json",
                    "content-type": "application/json",
                ]
            ),
        ] as [(String, String, String, String, [String: String])])
    func request(
        _ method: String, _ parameters: String, _ url: String, _ body: String, _ headers: [String: String]
    ) throws {
        let grant = try OAuthGrant(
            JSONValue(
                parsing: """
                    {"OAuthParameters": {"AuthorizationEndpoint": "https://h/t", "HttpMethod": "\(method)",
                      "ClientParameters": {"ClientID": "me", "ClientSecret": "a+b"}, "OAuthHttpParameters": \(parameters)}}
                    """))
        #expect(grant.url == url && String(decoding: grant.body, as: UTF8.self) == body)
        #expect(Dictionary(uniqueKeysWithValues: grant.headers.map { ($0.0, $0.1) }) == headers)
    }

    @Test(
        "keep a token until shortly before it expires",
        arguments: [
            (#"{"access_token":"t","expires_in":3600}"#, 3540), (#"{"access_token":"t","expires_in":"600"}"#, 540),
            (#"{"access_token":"t","expires_in":10}"#, 9), (#"{"access_token":"t","expires_in":-5}"#, 0),
            (#"{"access_token":"t"}"#, 3540), (#"{"access_token":"t","expires_in":1e300}"#, 3540),
        ])
    func expiry(_ answer: String, _ seconds: Int) throws {
        let now = Timestamp(microseconds: 1_700_000_000_000_000)
        let token = try #require(OAuthToken(JSONValue(parsing: answer), at: now))
        #expect(seconds == 0 || token.isFresh(at: now.adding(.seconds(seconds) - .milliseconds(1))))
        #expect(!token.isFresh(at: now.adding(.seconds(seconds))))
    }
}
