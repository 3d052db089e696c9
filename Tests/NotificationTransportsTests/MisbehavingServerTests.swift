import CurlTransfers
import Notifications
import Testing

@testable import NotificationTransports

/// Against servers that do not do as they should.
@Suite struct MisbehavingServerTests {
    private static let greeting: [ScriptedServer.Step] = [
        .say("220 mail.test ESMTP"), .expect("EHLO"), .say("250 mail.test"),
    ]
    private static let envelope: [ScriptedServer.Step] =
        greeting + [
            .expect("MAIL"), .say("250 ok"), .expect("RCPT"), .say("250 ok"), .expect("DATA"), .say("354 go on"),
        ]

    private func deliver(
        _ server: ScriptedServer, tls: String = "off", _ change: (inout SMTPTransport.Configuration) -> Void = { _ in }
    ) async throws -> DeliveryOutcome {
        let transport = try SMTPTransportTests.transport("smtp://127.0.0.1:\(server.port)?tls=\(tls)", change)
        return await transport.deliver(try Message.to(.email(address: "ann@example.org")))
    }

    @Test func `a mail that is refused for now after its content is tried again, and taken`() async throws {
        let refused = Self.envelope + [.expect("."), .say("452 4.2.2 mailbox full"), .expect("QUIT")]
        let taken = Self.envelope + [.expect("."), .say("250 2.0.0 taken"), .expect("QUIT")]
        let server = try ScriptedServer([refused, taken])
        #expect(try await deliver(server) == .failed(reason: "DATA: 452 4.2.2 mailbox full"))
        #expect(try await deliver(server) == .delivered(answer: "250 2.0.0 taken", wasThere: false))
        #expect(server.lines.filter { $0.hasPrefix("Message-ID: ") }.count == 2)
        #expect(Set(server.lines.filter { $0.hasPrefix("Message-ID: ") }).count == 1)
    }

    @Test func `a mail that is refused for good after its content is given up`() async throws {
        let server = try ScriptedServer([Self.envelope + [.expect("."), .say("554 5.7.1 spam"), .expect("QUIT")]])
        #expect(try await deliver(server) == .failedForGood(reason: "DATA: 554 5.7.1 spam"))
    }

    @Test(.timeLimit(.minutes(5))) func `a server that falls silent is left when the limit says so`() async throws {
        let server = try ScriptedServer([[.stall], Self.greeting + [.stall], Self.envelope + [.stall]])
        for _ in 0..<3 {
            let outcome = try await deliver(server) {
                $0.limits.stall = .seconds(1)
                $0.limits.connect = .seconds(2)
                $0.limits.total = .seconds(3)
            }
            guard case .failed(let reason, _) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(reason.lowercased().contains("time"), "\(reason)")
        }
    }

    @Test func `a server that hangs up in the middle of the mail makes it be tried again`() async throws {
        let server = try ScriptedServer([Self.envelope + [.take(100)], [], Self.greeting])
        for _ in 0..<3 {
            guard case .failed = try await deliver(server) else {
                Issue.record("it counts as something else")
                continue
            }
        }
    }

    @Test(arguments: [
        ("required", ["250 mail.test"], false), ("opportunistic", ["250 mail.test"], true),
        ("required", ["250-mail.test", "250 STARTTLS"], false),
        ("opportunistic", ["250-mail.test", "250 STARTTLS"], true),
    ])
    func `without TLS no mail goes where it is required`(
        tls: String, answer: [String], isDelivered: Bool
    ) async throws {
        var steps: [ScriptedServer.Step] = [.say("220 mail.test ESMTP"), .expect("EHLO")] + answer.map { .say($0) }
        if answer.count > 1 { steps += [.expect("STARTTLS"), .say("454 4.7.0 not now")] }
        steps += [
            .expect("MAIL"), .say("250 ok"), .expect("RCPT"), .say("250 ok"), .expect("DATA"), .say("354 go on"),
            .expect("."), .say("250 taken"), .expect("QUIT"),
        ]
        let server = try ScriptedServer([steps])
        switch try await deliver(server, tls: tls) {
        case .delivered: #expect(isDelivered)
        case .failed: #expect(!isDelivered)
        case .failedForGood(let reason): Issue.record("\(reason)")
        }
        #expect(server.lines.contains { $0.hasPrefix("MAIL") } == isDelivered)
    }

    @Test(arguments: ["554 no service here", "421 too busy"])
    func `a server that greets with a refusal costs no mail`(greeting: String) async throws {
        let server = try ScriptedServer([[.say(greeting)]])
        guard case .failed = try await deliver(server) else {
            Issue.record("it was given up")
            return
        }
    }

    @Test(.timeLimit(.minutes(5))) func `an attempt that nobody waits for is ended`() async throws {
        let server = try ScriptedServer([[.stall]])
        let transport = try SMTPTransportTests.transport("smtp://127.0.0.1:\(server.port)?tls=off") {
            $0.limits.connect = .seconds(600)
            $0.limits.total = .seconds(600)
            $0.limits.stall = .seconds(600)
        }
        let message = try Message.to(.email(address: "ann@example.org"))
        let task = Task { await transport.deliver(message) }
        task.cancel()
        guard case .failed(let reason, _) = await task.value else {
            Issue.record("it ended otherwise")
            return
        }
        #expect(reason == "nobody waits for it any more")
    }

    @Test func `nobody at home is a failure that passes`() async throws {
        let port = try ScriptedServer([]).port
        let transport = try SMTPTransportTests.transport("smtp://127.0.0.1:\(port)?tls=off")
        guard case .failed = await transport.deliver(try Message.to(.email(address: "ann@example.org"))) else {
            Issue.record("it was given up")
            return
        }
    }
}
