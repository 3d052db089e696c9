import Engine
import EventLog
import JSON
import Testing

@testable import StepFunctionsAPI

@Suite("Who may use the server", .timeLimit(.minutes(10))) struct AccessTests {
    private static let secret = "a-secret-of-some-length"

    private static func security() throws -> ServerSecurity {
        var security = ServerSecurity()
        security.credentials = try ServerCredentials(
            parsing: """
                # of the tests
                [payroll]
                aws_access_key_id = AKIDPAYROLL
                aws_secret_access_key = \(secret)

                [prometheus]
                bearer_token = a-token-of-some-length
                """)
        return security
    }

    /// Asks with this in the header `Authorization`, or signed.
    private func list(
        _ server: RunningServer, authorization: String? = nil, signing: AWSSigner? = nil
    ) async throws -> (status: Int, code: String?) {
        var headers = [
            ("X-Amz-Target", "AWSStepFunctions.ListStateMachines"), ("Content-Type", "application/x-amz-json-1.0"),
        ]
        if let authorization { headers.append(("Authorization", authorization)) }
        let body = Array("{}".utf8)
        if let signing {
            headers = signing.headers(
                "POST", "/", "", host: server.endpoint.authority, headers, body, at: SystemEngineClock().now())
        }
        let answer = try await RunningServer.client.send(
            "POST", "\(server.endpoint)/", headers: headers, body: body, within: .seconds(60))
        return (answer.status, try JSONValue(parsing: answer.body)["__type"]?.stringValue)
    }

    private func signing(
        _ key: String = "AKIDPAYROLL", _ secret: String = Self.secret, region: String = "us-east-1",
        service: String = "states"
    ) -> AWSSigner {
        AWSSigner(
            credentials: AWSCredentials(accessKeyID: key, secretAccessKey: secret), region: region, service: service)
    }

    @Test func `is who signs with a key, or has a token`() async throws {
        try await RunningServer.with(security: Self.security()) { (server: RunningServer) async throws in
            let first = try await list(server, signing: signing())
            #expect(first.status == 200, "\(first)")
            #expect(try await list(server, authorization: "Bearer a-token-of-some-length").status == 200)
            #expect(try await list(server).code == "MissingAuthenticationTokenException")
            #expect(try await list(server, authorization: "Bearer another-token").code == "UnrecognizedClientException")
            #expect(try await list(server, authorization: "Basic abc").code == "IncompleteSignatureException")
            #expect(try await list(server, signing: signing("AKIDNOBODY")).code == "UnrecognizedClientException")
            for wrong in [
                signing("AKIDPAYROLL", "another-secret-of-it"), signing(region: "eu-west-1"), signing(service: "sqs"),
            ] {
                #expect(try await list(server, signing: wrong).code == "InvalidSignatureException")
            }
        }
    }

    @Test func `may look at health alone otherwise`() async throws {
        try await RunningServer.with(security: Self.security()) { (server: RunningServer) async throws in
            func status(_ path: String, _ headers: [(String, String)] = []) async throws -> Int {
                try await RunningServer.client.send(
                    "GET", "\(server.endpoint)\(path)", headers: headers, within: .seconds(60)
                ).status
            }
            #expect(try await status("/health") == 200)
            #expect(try await status("/metrics") == 400)
            #expect(try await status("/metrics", [("Authorization", "Bearer a-token-of-some-length")]) == 200)
        }
    }

    @Test func `is asked for by a local name where it asks nobody who they are`() async throws {
        try await RunningServer.with { (server: RunningServer) async throws in
            func status(_ name: String) async throws -> Int {
                let headers = [("Host", name), ("X-Amz-Target", "AWSStepFunctions.ListStateMachines")]
                return try await RunningServer.client.send(
                    "POST", "\(server.endpoint)/", headers: headers, body: Array("{}".utf8), within: .seconds(60)
                ).status
            }
            for name in [
                "localhost", "LOCALHOST:8083", "127.0.0.1:8083", "[::1]:8083", "sync-localhost:8083",
                "sync-127.0.0.1:8083", "daybook.localhost:8083", "sync-daybook.localhost",
            ] {
                #expect(try await status(name) == 200, "\(name)")
            }
            for name in [
                "rebound.example.org", "127.0.0.1.example.org:8083", "10.0.0.1", "localhost.example.org",
                "notlocalhost",
                "sync-rebound.example.org", "sync-sync-localhost", "sync-", "",
            ] {
                #expect(try await status(name) == 403, "\(name)")
            }
        }
    }

    @Test func `is no web page where it asks nobody who they are`() async throws {
        try await RunningServer.with { (server: RunningServer) async throws in
            func status(_ method: String, _ path: String, _ headers: [(String, String)]) async throws -> Int {
                let target = [("X-Amz-Target", "AWSStepFunctions.ListStateMachines")]
                return try await RunningServer.client.send(
                    method, "\(server.endpoint)\(path)", headers: target + headers,
                    body: method == "POST" ? Array("{}".utf8) : [], within: .seconds(60)
                ).status
            }
            for header in [
                ("Origin", "http://sync-localhost:8083"), ("Origin", "null"), ("Sec-Fetch-Site", "same-origin"),
                ("Sec-Fetch-Site", "cross-site"),
            ] {
                #expect(try await status("POST", "/", [header]) == 403, "\(header)")
                #expect(try await status("GET", "/metrics", [header]) == 403, "\(header)")
            }
            // Somebody who opens the address, and a page that says nothing of itself: a browser does so where it gets.
            #expect(try await status("GET", "/metrics", [("Sec-Fetch-Site", "none")]) == 200)
            #expect(try await status("GET", "/metrics", [("Host", "sync-localhost")]) == 403)
            #expect(try await status("GET", "/metrics", [("Host", "localhost")]) == 200)
        }
        try await RunningServer.with(security: Self.security()) { (server: RunningServer) async throws in
            let headers = [("Origin", "https://a"), ("Authorization", "Bearer a-token-of-some-length")]
            let answer = try await RunningServer.client.send(
                "GET", "\(server.endpoint)/metrics", headers: headers, within: .seconds(60))
            #expect(answer.status == 200)
        }
    }

    @Test func `is told to wait where it asks too often, each client for itself`() async throws {
        var security = try Self.security()
        security.rateLimit = RateLimit(perSecond: 1, burst: 3)
        try await RunningServer.with(security: security) { (server: RunningServer) async throws in
            // All at one time, so that a slow machine fills no bucket meanwhile.
            let codes = try await Self.together { try await list(server, signing: signing()).code }
            #expect(codes.filter { $0 == nil }.count >= 3 && codes.contains("ThrottlingException"))
            #expect(try await list(server, authorization: "Bearer a-token-of-some-length").status == 200)
            // Health asks the log, so nobody may ask for it without end.
            let states = try await Self.together {
                try await RunningServer.client.send(
                    "GET", "\(server.endpoint)/health", headers: [], within: .seconds(60)
                ).status
            }
            #expect(states.contains(200) && states.contains(400))
        }
    }

    private static func together<Value: Sendable>(
        _ ask: @escaping @Sendable () async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: Value.self) { group in
            for _ in 0..<60 { group.addTask { try await ask() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `may not try signatures without end`() async throws {
        try await RunningServer.with(security: Self.security()) { (server: RunningServer) async throws in
            var code: String?
            for _ in 0..<500 where code != "ThrottlingException" {
                code = try await list(server, signing: signing("AKIDPAYROLL", "another-secret-of-it")).code
            }
            #expect(code == "ThrottlingException")
        }
    }

    @Test func `has to be said where others can reach the server`() throws {
        var security = ServerSecurity()
        for host in ["127.0.0.1", "127.8.0.1", "::1", "localhost"] {
            #expect(security.problem(listeningOn: host) == nil, "\(host)")
        }
        for host in ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.com", "steps.example.com"] {
            #expect(security.problem(listeningOn: host)?.contains("--credentials") ?? false, "\(host)")
        }
        security = try Self.security()
        #expect(security.problem(listeningOn: "0.0.0.0")?.contains("--tls-certificate") ?? false)
    }

    @Test(
        "is not read from a file that leaves a doubt",
        arguments: [
            ("", "no key"), ("aws_access_key_id = a", "line 1"), ("[a]\nkey = 1", "line 2"),
            ("[a]\naws_access_key_id = a", "whole key"), ("[a]", "whole key"),
            ("[a]\nbearer_token = s3cret", "shorter than 16"),
            (
                "[a]\naws_access_key_id = a\naws_secret_access_key = 0123456789abcdef\n"
                    + "[b]\naws_access_key_id = a\naws_secret_access_key = 0123456789abcdef", "twice"
            ),
        ])
    func files(_ text: String, _ reason: String) {
        let error = #expect(throws: ServerCredentials.Failure.self) { try ServerCredentials(parsing: text) }
        #expect(error?.reason.contains(reason) ?? false)
        #expect(error?.reason.contains("s3cret") == false)
    }

    @Test func `gets back what it may ask for as time goes by`() {
        let limiter = RateLimiter(RateLimit(perSecond: 2, burst: 4))
        var now = Timestamp(microseconds: 1_000_000)
        #expect((0..<5).map { _ in limiter.take("a", at: now) } == [true, true, true, true, false])
        #expect(limiter.take("b", at: now))
        now = now.adding(.milliseconds(500))
        #expect(limiter.take("a", at: now) && !limiter.take("a", at: now))
        now = now.adding(.seconds(60))
        #expect((0..<5).map { _ in limiter.take("a", at: now) } == [true, true, true, true, false])
        // A clock that goes back gives nothing.
        #expect(!limiter.take("a", at: Timestamp(microseconds: 0)))
    }
}
