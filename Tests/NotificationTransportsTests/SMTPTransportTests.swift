import EventLog
import Foundation
import NotificationTestServers
import Notifications
import Testing

@testable import NotificationTransports

/// Against a real server of SMTP.
@Suite struct SMTPTransportTests {
    static let sender = MailAddress(name: "Löhne", address: "pay@example.org")!

    static func transport(
        _ url: String, trusting authorities: String? = nil, adding supplement: MailSupplement? = nil,
        _ change: (inout SMTPTransport.Configuration) -> Void = { _ in }
    ) throws -> SMTPTransport {
        var configuration = SMTPTransport.Configuration(server: try SMTPServer(url), sender: sender)
        configuration.authorities = authorities
        configuration.supplementer = supplement.map { Fixed(supplement: $0) }
        change(&configuration)
        return SMTPTransport(configuration)
    }

    private struct Fixed: MailSupplementer {
        let supplement: MailSupplement

        func supplement(to message: OutgoingMessage) -> MailSupplement { supplement }
    }

    @Test func `a mail with its parts arrives, and the answer is the server's`() async throws {
        let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
        let file = try #require(
            MailSupplement.Attachment(name: "Bericht Mai.pdf", type: "application/pdf", bytes: Array("%PDF-1.4".utf8)))
        let transport = try Self.transport(
            "smtp://127.0.0.1:\(server.port)?tls=off",
            adding: MailSupplement(footer: "3 employees & more", attachments: [file]))
        let message = try Message.to(.email(address: "ann@example.org"), text: "Done.\n.\n..dots", subject: "Mäi")
        let outcome = await transport.deliver(message)
        #expect(outcome == .delivered(answer: "250 2.0.0 Ok: queued as 4711", wasThere: false))
        let mail = try #require(try server.entries(ReceivedMail.self).first)
        #expect(mail.from == "pay@example.org")
        #expect(mail.to == ["ann@example.org"])
        #expect(mail.header("Message-ID") == message.messageID)
        #expect(mail.header("To") == "<ann@example.org>")
        #expect(mail.header("Subject") == "=?UTF-8?B?TcOkaQ==?=")
        #expect(mail.header("Content-Type")?.hasPrefix("multipart/mixed;") == true)
        let token = try #require(message.credentials.unsubscription).text
        #expect(mail.header("List-Unsubscribe") == "<mailto:pay@example.org?subject=unsubscribe%20\(token)>")
        #expect(mail.content.contains("\r\n\r\nDone.\r\n.\r\n..dots\r\n\r\n--"))
        #expect(mail.content.contains("3 employees & more"))
        #expect(mail.content.contains("3 employees &amp; more"))
        #expect(mail.text.contains("Unsubscribe: daybook subscriptions remove \(token)"))
        #expect(mail.content.contains("Content-Disposition: attachment; filename*0*=UTF-8''Bericht%20Mai.pdf\r\n"))
        #expect(mail.content.contains("\r\nJVBERi0xLjQ=\r\n"))
    }

    @Test(arguments: [
        "Payroll process complete.", "one\ntwo\n", ".\n..\nFrom here\n", "trailing blank \nand\ttab\t",
        "ünïcode in every fifth wörd, as plain as it can be: 1 = 1, 2 < 3 & 4 > 3",
        String(repeating: "日本語のテキスト。", count: 60), String(repeating: "x", count: 2000),
    ])
    func `another's parser reads subject, message and files as they were`(text: String) async throws {
        let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
        let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let name = "Bericht für \"Mai\" – 日本.pdf"
        let file = try #require(MailSupplement.Attachment(name: name, type: "application/pdf", bytes: bytes))
        let transport = try Self.transport(
            "smtp://127.0.0.1:\(server.port)?tls=off", adding: MailSupplement(footer: "The end.", attachments: [file]))
        let subject = "Löhne für Mai: ein Betreff, der auf keine Zeile paßt, weil er so sehr lang ist – 日本語"
        _ = await transport.deliver(
            try Message.to(.email(address: "ann@example.org"), text: text, subject: subject))
        let mail = try #require(try server.entries(ReceivedMail.self).first).parsed
        #expect(mail.defects == 0 && mail.parts.allSatisfy { $0.defects == 0 })
        #expect(mail.subject == subject)
        #expect(mail.sender == "Löhne <pay@example.org>")
        #expect(mail.parts.map(\.type) == ["text/plain", "text/html", "application/pdf"])
        let plain = mail.parts[0].text.replacing("\r\n", with: "\n")
        let expected = text.hasSuffix("\n") ? text : text + "\n"
        #expect(plain.hasPrefix(expected + "\n-- \nThe end.\n"), "\(plain)")
        #expect(mail.parts[1].text.contains("The end."))
        #expect(mail.parts[2].name == name)
        #expect(mail.parts[2].base64 == Data(bytes).base64EncodedString())
    }

    @Test(arguments: [
        ("nobody@example.org", true, "RCPT: 550 5.1.1 no such mailbox"),
        ("later@example.org", false, "RCPT: 451 4.7.1 come again"),
    ])
    func `what the server refuses for good is told from what it refuses for now`(
        address: String, isFinal: Bool, reason: String
    ) async throws {
        let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
        let transport = try Self.transport("smtp://127.0.0.1:\(server.port)?tls=off")
        let outcome = await transport.deliver(try Message.to(.email(address: address)))
        #expect(outcome == (isFinal ? .failedForGood(reason: reason) : .failed(reason: reason)))
    }

    @Test func `many mails to one server share a few connections`() async throws {
        let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
        let transport = try Self.transport("smtp://127.0.0.1:\(server.port)?tls=off") { $0.connections = 2 }
        await withTaskGroup { group in
            for number in 1...40 as ClosedRange<UInt64> {
                group.addTask {
                    guard let message = try? Message.to(.email(address: "ann@example.org"), number: number) else {
                        return
                    }
                    _ = await transport.deliver(message)
                }
            }
        }
        let mails = try server.entries(ReceivedMail.self)
        #expect(mails.count == 40)
        #expect(Set(mails.compactMap { $0.header("Message-ID") }).count == 40)
        #expect(Set(mails.map(\.peer)).count <= 2)
    }

    @Test(arguments: ["smtps://localhost:PORT", "smtp://localhost:PORT", "smtp://localhost:PORT?tls=opportunistic"])
    func `TLS is spoken with a certificate of an authority that is trusted, and with no other`(
        url: String
    ) async throws {
        let implicit = url.hasPrefix("smtps") ? ["--implicit"] : ["--require-tls"]
        let server = try await PythonServer.start("mail_server.py", keeping: "--mails", PythonServer.tls(implicit))
        let url = url.replacing("PORT", with: "\(server.port)")
        let message = try Message.to(.email(address: "ann@example.org"))
        let outcome = await (try Self.transport(url)).deliver(message)
        guard case .failed(let reason, _) = outcome else {
            Issue.record("a certificate by nobody known was taken: \(outcome)")
            return
        }
        #expect(reason.contains("certificate"), "\(reason)")
        let trusting = try Self.transport(url, trusting: PrivateAuthority.shared.get().certificate)
        #expect(await trusting.deliver(message) == .delivered(answer: "250 2.0.0 Ok: queued as 4711", wasThere: false))
        #expect(try server.entries(ReceivedMail.self).map(\.tls) == [true])
    }

    @Test func `a certificate for another name is refused`() async throws {
        let server = try await PythonServer.start(
            "mail_server.py", keeping: "--mails", PythonServer.tls(["--implicit"]))
        // The certificate has the name and not the address.
        let transport = try Self.transport(
            "smtps://127.0.0.1:\(server.port)", trusting: PrivateAuthority.shared.get().certificate)
        let outcome = await transport.deliver(try Message.to(.email(address: "ann@example.org")))
        guard case .failed(let reason, _) = outcome else {
            Issue.record("it was taken")
            return
        }
        #expect(reason.contains("name"), "\(reason)")
        #expect(try server.entries(ReceivedMail.self).isEmpty)
    }

    @Test func `a login by password works, a wrong one is tried again, and neither is told`() async throws {
        let more = ["--implicit", "--user", "pay roll", "--password", "s3cret:/@"]
        let server = try await PythonServer.start("mail_server.py", keeping: "--mails", PythonServer.tls(more))
        let authorities = try PrivateAuthority.shared.get().certificate
        let message = try Message.to(.email(address: "ann@example.org"))
        let right = try SMTPServer("smtps://pay%20roll:s3cret%3A%2F%40@localhost:\(server.port)")
        #expect(!"\(right)".contains("s3cret") && !"\(right)".contains("pay"))
        let wrong = try Self.transport("smtps://pay%20roll:wr0ng@localhost:\(server.port)", trusting: authorities)
        guard case .failed(let reason, _) = await wrong.deliver(message) else {
            Issue.record("it was taken")
            return
        }
        #expect(reason.contains("535") && !reason.contains("wr0ng"), "\(reason)")
        let transport = try Self.transport(right.text, trusting: authorities)
        #expect(await transport.deliver(message) == .delivered(answer: "250 2.0.0 Ok: queued as 4711", wasThere: false))
        #expect(try server.entries(ReceivedMail.self).map(\.user) == ["pay roll"])
    }

    @Test func `addresses beyond ASCII are carried`() async throws {
        let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
        let transport = try Self.transport("smtp://127.0.0.1:\(server.port)?tls=off")
        for address in ["jürgen@bücher.example", "ann@bücher.example"] {
            guard case .delivered = await transport.deliver(try Message.to(.email(address: address))) else {
                Issue.record("\(address) was not delivered")
                continue
            }
        }
        let mails = try server.entries(ReceivedMail.self)
        #expect(mails.map(\.to) == [["jürgen@xn--bcher-kva.example"], ["ann@xn--bcher-kva.example"]])
        #expect(mails.map(\.smtputf8) == [true, false])
        #expect(mails.first?.header("To") == "<jürgen@xn--bcher-kva.example>")
    }

    @Test func `what stands in subject and names cannot add a header`() async throws {
        let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
        let transport = try Self.transport("smtp://127.0.0.1:\(server.port)?tls=off") {
            $0.sender = MailAddress(name: "A\r\nBcc: x@example.org", address: "pay@example.org")!
        }
        _ = await transport.deliver(
            try Message.to(.email(address: "ann@example.org"), subject: "a\r\nBcc: y@example.org\r\n\r\nbody"))
        let mail = try #require(try server.entries(ReceivedMail.self).first)
        #expect(mail.header("Bcc") == nil)
        #expect(mail.header("Subject") == "=?UTF-8?B?YSAgQmNjOiB5QGV4YW1wbGUub3JnICAgIGJvZHk=?=")
        #expect(mail.to == ["ann@example.org"])
        for address in [
            "ann@example.org>\r\nRCPT TO:<x@example.org", "a b@example.org", "a@b@c", "a@", "@b", "a\n@b.c",
        ] {
            #expect(SubscriptionEndpoint.email(address: address).problem != nil, "\(address)")
            guard case .failedForGood = await transport.deliver(try Message.to(.email(address: address))) else {
                Issue.record("\(address) was tried")
                continue
            }
        }
    }

    @Test func `a mail that asks for a confirmation carries the token and the command`() async throws {
        let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
        let transport = try Self.transport("smtp://127.0.0.1:\(server.port)?tls=off")
        let message = try Message.to(
            .email(address: "ann@example.org"), text: "Do you?", subject: "Confirm subscription", kind: .confirmation)
        _ = await transport.deliver(message)
        let mail = try #require(try server.entries(ReceivedMail.self).first)
        let token = try #require(message.credentials.confirmation)
        #expect(mail.text.contains("  daybook subscriptions confirm \(token.text)"))
        #expect(mail.header("Subject") == "Confirm subscription")
    }
}
