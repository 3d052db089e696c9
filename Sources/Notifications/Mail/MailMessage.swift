internal import EventLog

/// A message as a mail of RFC 5322. The same message always gives the same bytes.
public struct MailMessage: Sendable {
    private let lines: [String]

    /// Writes the mail that goes into a Maildir: a text and nothing besides.
    init(_ message: OutgoingMessage, from sender: MailAddress) {
        // The readers of a Maildir have no address that we know; the topic's name tells rules of mail programs enough.
        let to =
            HeaderText.phrase("To", message.topic.name) + ["<\(message.topic.localPart)@\(sender.domain)>"]
        let entity = MIMEEntity(text: message.text, kind: "plain")
        lines =
            MailMessage.addresses(message, from: sender, to: to) + ["MIME-Version: 1.0"] + entity.headers
            + MailMessage.origin(message) + [""] + entity.body
    }

    /// Writes the mail that goes over the wire: text and HTML, a footer, and how to leave.
    public init(
        _ message: OutgoingMessage, from sender: MailAddress, to recipient: EmailAddress, _ supplement: MailSupplement
    ) {
        let text = message.kind == .confirmation ? MailMessage.question(message) : message.text
        let footer = [supplement.footer, MailMessage.farewell(message)].filter { !$0.isEmpty }
            .joined(separator: "\n\n")
        let ending = text.hasSuffix("\n") ? "" : "\n"
        let plain = footer.isEmpty ? text : "\(text)\(ending)\n-- \n\(footer)\n"
        let boundary = "\(message.notification.uuid.text)-\(message.subscription.description.prefix(8))"
        var entity = MIMEEntity(
            "alternative",
            of: [
                MIMEEntity(text: plain, kind: "plain"),
                MIMEEntity(text: MailHTML.page(message: text, footer: footer), kind: "html"),
            ], boundary: "a-\(boundary)")
        if !supplement.attachments.isEmpty {
            entity = MIMEEntity(
                "mixed", of: [entity] + supplement.attachments.map { MIMEEntity($0) }, boundary: "m-\(boundary)")
        }
        lines =
            MailMessage.addresses(message, from: sender, to: ["<\(recipient)>"]) + ["MIME-Version: 1.0"]
            + entity.headers + MailMessage.origin(message) + MailMessage.leaving(message, sender) + [""] + entity.body
    }

    /// The bytes with line feeds at the ends of lines, as mail is kept in files.
    var fileBytes: [UInt8] { bytes(ending: [0x0a]) }

    /// The bytes with the ends of lines that the wire wants: CR and LF.
    public var wireBytes: [UInt8] { bytes(ending: [0x0d, 0x0a]) }

    private func bytes(ending: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count + 2 })
        for line in lines {
            bytes += line.utf8
            bytes += ending
        }
        return bytes
    }

    private static func addresses(_ message: OutgoingMessage, from sender: MailAddress, to: [String]) -> [String] {
        HeaderText.fold("From", words: HeaderText.phrase("From", sender.name) + ["<\(sender.address)>"])
            + HeaderText.fold("To", words: to)
            + HeaderText.lines("Subject", message.subject ?? "Notification from \(message.topic.name)")
            + ["Date: \(message.publishedAt.mailDate)", "Message-ID: \(message.messageID)"]
    }

    private static func origin(_ message: OutgoingMessage) -> [String] {
        var lines = ["Auto-Submitted: auto-generated"]
        lines += HeaderText.lines("X-Daybook-Topic", message.topic.description)
        if let execution = message.execution { lines.append("X-Daybook-Execution: \(execution.uuid.text)") }
        if let name = message.executionName { lines += HeaderText.lines("X-Daybook-Execution-Name", name) }
        if let state = message.state { lines += HeaderText.lines("X-Daybook-State", state) }
        if let status = message.status { lines.append("X-Daybook-Status: \(status)") }
        return lines
    }

    /// How mail programs leave on their reader's behalf (RFC 2369, section 3.2; RFC 8058).
    private static func leaving(_ message: OutgoingMessage, _ sender: MailAddress) -> [String] {
        guard let token = message.credentials.unsubscription else { return [] }
        let mail =
            "<mailto:\(MailMessage.escaped(sender.mailbox.local))@\(sender.domain)?subject=unsubscribe%20\(token.text)>"
        guard let page = message.credentials.unsubscriptionPage, page.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { return HeaderText.fold("List-Unsubscribe", words: [mail]) }
        return HeaderText.fold("List-Unsubscribe", words: ["<\(page)>,", mail])
            + (page.hasPrefix("https:") ? ["List-Unsubscribe-Post: List-Unsubscribe=One-Click"] : [])
    }

    /// A local part as the URL of RFC 6068 has it.
    private static func escaped(_ local: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return local.utf8.map { byte in
            let scalar = UnicodeScalar(byte)
            let isPlain =
                scalar.properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte) || byte == 0x2e
                || byte == 0x2d || byte == 0x5f
            return isPlain ? String(scalar) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 0xf)])"
        }.joined()
    }

    /// What asks whether a subscription is wanted.
    private static func question(_ message: OutgoingMessage) -> String {
        guard let token = message.credentials.confirmation else {
            return "\(message.text)\n\nThe secret of this installation has changed: please subscribe again."
        }
        var lines = [message.text, ""]
        if let page = message.credentials.confirmationPage {
            lines += ["Confirm subscription:", "  \(page)", "", "or with the command:"]
        } else {
            lines += ["Confirm subscription with the command:"]
        }
        return
            (lines + [
                "  daybook subscriptions confirm \(token.text)", "",
                "Without an answer within three days you will hear nothing more.",
            ]).joined(separator: "\n")
    }

    /// The lines that say how to leave.
    private static func farewell(_ message: OutgoingMessage) -> String {
        guard message.kind == .notification else { return "" }
        guard let token = message.credentials.unsubscription else {
            return "You get this because you are subscribed to \(message.topic.name).\n"
                + "Unsubscribe: daybook subscriptions remove \(message.subscription)"
        }
        let way = message.credentials.unsubscriptionPage ?? "daybook subscriptions remove \(token.text)"
        return "You get this because you are subscribed to \(message.topic.name).\nUnsubscribe: \(way)"
    }
}

extension TopicARN {
    /// The name as the local part of an address, which has at most 64 characters (RFC 5321, section 4.5.3.1.1).
    fileprivate var localPart: Substring { name.prefix(64) }
}
