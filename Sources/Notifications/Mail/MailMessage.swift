internal import EventLog

/// A message as a mail of RFC 5322. The same message always gives the same bytes.
struct MailMessage {
    private let lines: [String]

    /// Writes the mail.
    init(_ message: OutgoingMessage, from sender: MailAddress) {
        var lines: [String] = []
        lines += HeaderText.fold("From", words: HeaderText.phrase("From", sender.name) + ["<\(sender.address)>"])
        // The readers of a Maildir have no address that we know; the topic's name tells rules of mail programs enough.
        lines += HeaderText.fold(
            "To", words: HeaderText.phrase("To", message.topic.name) + ["<\(message.topic.localPart)@\(sender.domain)>"]
        )
        lines += HeaderText.lines("Subject", message.subject ?? "Notification from \(message.topic.name)")
        lines.append("Date: \(message.publishedAt.mailDate)")
        lines.append("Message-ID: \(message.messageID)")
        let body = BodyEncoding(message.text)
        lines.append("MIME-Version: 1.0")
        lines.append("Content-Type: text/plain; charset=utf-8")
        lines.append("Content-Transfer-Encoding: \(body.name)")
        lines.append("Auto-Submitted: auto-generated")
        lines += HeaderText.lines("X-Daybook-Topic", message.topic.description)
        lines.append("X-Daybook-Execution: \(message.execution.uuid.text)")
        lines += HeaderText.lines("X-Daybook-Execution-Name", message.executionName)
        lines += HeaderText.lines("X-Daybook-State", message.state)
        self.lines = lines + [""] + body.lines
    }

    /// The bytes with line feeds at the ends of lines, as mail is kept in files.
    var fileBytes: [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.utf8
            bytes.append(0x0a)
        }
        return bytes
    }
}

extension TopicARN {
    /// The name as the local part of an address, which has at most 64 characters (RFC 5321, section 4.5.3.1.1).
    fileprivate var localPart: Substring { name.prefix(64) }
}
