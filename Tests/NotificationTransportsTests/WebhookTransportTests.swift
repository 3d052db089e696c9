import CurlTransfers
import EventLog
import Foundation
import JSON
import Networks
import NotificationTestServers
import Notifications
import Testing

@testable import NotificationTransports

/// Against a real server of HTTP and HTTPS.
@Suite struct WebhookTransportTests {
    private static let now = Timestamp(microseconds: 1_795_416_060_000_000)

    /// One for all cases of a test.
    private static let shared = Task { try await PythonServer.start("web_server.py", keeping: "--requests") }

    private func transport(
        allowing networks: [String] = ["127.0.0.0/8"], trusting authorities: String? = nil,
        _ change: (inout WebhookTransport.Configuration) -> Void = { _ in }
    ) -> WebhookTransport {
        var configuration = WebhookTransport.Configuration { Self.now }
        configuration.addresses = AddressPolicy(allowing: networks.compactMap { NetworkPrefix($0) })
        configuration.authorities = authorities
        change(&configuration)
        return WebhookTransport(configuration)
    }

    @Test func `an envelope arrives with a signature that can be verified as documented`() async throws {
        let server = try await PythonServer.start("web_server.py", keeping: "--requests", PythonServer.tls())
        let message = try Message.to(.https(url: "https://localhost:\(server.port)/hook?a=b"))
        let transport = transport(trusting: try PrivateAuthority.shared.get().certificate)
        #expect(await transport.deliver(message) == .delivered(answer: "HTTP 200", wasThere: false))
        let request = try #require(try server.entries(ReceivedRequest.self).first)
        #expect(request.path == "/hook?a=b")
        #expect(request.headers["Content-Type"] == "application/json")
        let body = try JSONValue(parsing: request.body)
        #expect(body["Message"]?.stringValue == "Payroll process complete.")
        #expect(body["MessageId"]?.stringValue == message.notification.uuid.text)
        #expect(body["UnsubscribeToken"]?.stringValue == message.credentials.unsubscription?.text)
        let key = try #require(message.credentials.signingKey)
        let seconds = Self.now.microseconds / 1_000_000
        let digest = try openssl(key.bytes, "\(seconds).\(request.body)")
        #expect(request.headers["Daybook-Signature"] == "t=\(seconds),v1=\(digest)")
    }

    /// HMAC-SHA-256 by another's hand.
    private func openssl(_ key: [UInt8], _ text: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        let hex = key.map { String(format: "%02x", $0) }.joined()
        process.arguments = ["dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:\(hex)", "-r"]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: answer.prefix { $0 != 0x20 }, as: UTF8.self)
    }

    @Test func `the text goes alone where that was asked for, but a question keeps its envelope`() async throws {
        let server = try await PythonServer.start("web_server.py", keeping: "--requests")
        for kind in [MessageKind.notification, .confirmation] {
            var message = try Message.to(.http(url: "http://127.0.0.1:\(server.port)/"), kind: kind)
            message.isRaw = true
            _ = await transport().deliver(message)
        }
        let requests = try server.entries(ReceivedRequest.self)
        #expect(requests.first?.body == "Payroll process complete.")
        let question = try JSONValue(parsing: requests[1].body)
        #expect(question["Type"]?.stringValue == "SubscriptionConfirmation")
        #expect(question["Token"]?.stringValue?.utf8.count == 64)
    }

    @Test(arguments: [
        (200, "", DeliveryOutcome.delivered(answer: "HTTP 200", wasThere: false)),
        (204, "", .delivered(answer: "HTTP 204", wasThere: false)),
        (400, "", .failedForGood(reason: "HTTP 400: said the webhook")),
        (410, "", .failedForGood(reason: "HTTP 410: said the webhook")),
        (408, "", .failed(reason: "HTTP 408: said the webhook")),
        (429, "?after=7", .failed(reason: "HTTP 429: said the webhook", retryAfter: .seconds(7))),
        (
            503, "?after=Mon,%2023%20Nov%202026%2006:41:40%20GMT",
            .failed(reason: "HTTP 503: said the webhook", retryAfter: .seconds(40))
        ),
        (500, "?after=soon", .failed(reason: "HTTP 500: said the webhook")),
    ])
    func `the status decides`(status: Int, query: String, expected: DeliveryOutcome) async throws {
        let server = try await Self.shared.value
        let url = "http://127.0.0.1:\(server.port)/status/\(status)\(query)"
        #expect(await transport().deliver(try Message.to(.http(url: url))) == expected)
    }

    @Test func `redirects are not followed`() async throws {
        let server = try await PythonServer.start("web_server.py", keeping: "--requests")
        let outcome = await transport().deliver(try Message.to(.http(url: "http://127.0.0.1:\(server.port)/moved")))
        #expect(outcome == .failedForGood(reason: "HTTP 302: redirects are not followed"))
        #expect(try server.entries(ReceivedRequest.self).map(\.path) == ["/moved"])
    }

    @Test(arguments: ["127.0.0.1", "localhost", "[::1]", "127.1", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0"])
    func `an address that is not public is not called, by whatever name`(host: String) async throws {
        let server = try await Self.shared.value
        let endpoint = SubscriptionEndpoint.http(url: "http://\(host):\(server.port)/private")
        let outcome = await transport(allowing: []).deliver(try Message.to(endpoint))
        guard case .failedForGood(let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("not public"))
        #expect(try !server.entries(ReceivedRequest.self).contains { $0.path == "/private" })
    }

    @Test(.timeLimit(.minutes(5))) func `a webhook that does not answer is left when the limit says so`() async throws {
        let server = try await PythonServer.start("web_server.py", keeping: "--requests")
        let transport = transport { $0.limits.total = .seconds(1) }
        let outcome = await transport.deliver(try Message.to(.http(url: "http://127.0.0.1:\(server.port)/slow")))
        guard case .failed = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `an answer without measure is an answer, and not read to its end`() async throws {
        let server = try await PythonServer.start("web_server.py", keeping: "--requests")
        let outcome = await transport().deliver(try Message.to(.http(url: "http://127.0.0.1:\(server.port)/large")))
        #expect(outcome == .delivered(answer: "HTTP 200", wasThere: false))
    }

    @Test func `a body may be as long as a message`() async throws {
        let server = try await PythonServer.start("web_server.py", keeping: "--requests")
        let text = String(repeating: "é", count: 131_072)
        let message = try Message.to(.http(url: "http://127.0.0.1:\(server.port)/"), text: text)
        guard case .delivered = await transport().deliver(message) else {
            Issue.record("it was not delivered")
            return
        }
        let body = try JSONValue(parsing: try #require(try server.entries(ReceivedRequest.self).first).body)
        #expect(body["Message"]?.stringValue == text)
    }

    @Test func `calls to one server share a connection`() async throws {
        let server = try await PythonServer.start("web_server.py", keeping: "--requests")
        let transport = transport()
        for number in 1...5 as ClosedRange<UInt64> {
            _ = await transport.deliver(
                try Message.to(.http(url: "http://127.0.0.1:\(server.port)/"), number: number))
        }
        #expect(Set(try server.entries(ReceivedRequest.self).map(\.peer)).count == 1)
    }
}
