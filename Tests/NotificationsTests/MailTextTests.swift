import EventLog
import Foundation
import Notifications
import Testing

/// What the bytes of a mail must keep, whatever the texts in it are.
@Suite struct MailTextTests {
    /// The header and the body of the mail for a message.
    private func mail(
        _ text: String, subject: String? = nil, executionName: String = "one", sender: MailAddress = .daybook
    ) async throws -> (header: [Substring], body: String) {
        let directory = try TemporaryDirectory()
        let message = try MaildirTransportTests.message(
            text, subject: subject, to: directory.path + "/box", executionName: executionName)
        _ = await MaildirTransport(sender: sender).deliver(message)
        let mail = try directory.onlyMail()
        let end = try #require(mail.firstRange(of: "\n\n"))
        let header = mail[..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
        #expect(mail.utf8.allSatisfy { $0 == 0x0a || $0 == 0x09 || (0x20...0x7e).contains($0) })
        #expect(mail.hasSuffix("\n"))
        return (header, String(mail[end.upperBound...]))
    }

    /// A header's value with its folding undone.
    private func value(_ name: String, in header: [Substring]) -> String? {
        guard let start = header.firstIndex(where: { $0.hasPrefix("\(name):") }) else { return nil }
        let rest = header[(start + 1)...].prefix { $0.hasPrefix(" ") }
        return String(([header[start]] + rest).joined().dropFirst(name.count + 2))
    }

    /// Undoes encoded words, independently of how they are made.
    private func decode(_ value: String) throws -> String {
        try value.split(separator: " ").map { word in
            let parts = word.split(separator: "?")
            #expect(word.utf8.count <= 75)
            try #require(parts.count == 5 && parts[1] == "UTF-8" && parts[2] == "B")
            let data = try #require(Data(base64Encoded: String(parts[3])))
            return try #require(String(data: data, encoding: .utf8), "a character is cut")
        }.joined()
    }

    static let names = [
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        "Auto-Submitted", "X-Daybook-Topic", "X-Daybook-Execution", "X-Daybook-Execution-Name", "X-Daybook-State",
    ]

    @Test(
        arguments: [
            "innocent\nBcc: victim@example.org", "innocent\r\nBcc: victim@example.org", "innocent\r\n\r\nbody",
            "a\u{0}b", "a\u{2028}Bcc: x@y.z", "a\u{85}b", "=?UTF-8?B?Cg==?= =?UTF-8?Q?=0ABcc:_x?=", "\n", "\u{7f}", " ",
            Sample(String(repeating: "long ", count: 40)), Sample(String(repeating: "x", count: 2000)),
            Sample(String(repeating: "é", count: 99)),
            "🧾 Löhne für Mai: bezahlt 支払い済み",
        ] as [Sample])
    func `no subject or name can add a header or a line that is too long`(sample: Sample) async throws {
        let text = sample.text
        let sender = try #require(MailAddress(name: text, address: "pay@example.org"))
        let (header, body) = try await mail("body", subject: text, executionName: text, sender: sender)
        let starts = header.filter { !$0.hasPrefix(" ") }.map { String($0.prefix { $0 != ":" }) }
        #expect(starts == Self.names)
        #expect(header.allSatisfy { $0.utf8.count <= 78 || $0.hasPrefix("Message-ID: ") }, "\(header)")
        #expect(header.allSatisfy { !$0.allSatisfy { $0 == " " } }, "a line of blanks ends the header for some readers")
        #expect(body == "body\n")
    }

    @Test(arguments: [
        "Löhne", "🧾 Löhne für Mai: bezahlt 支払い済み 支払い済み 支払い済み", "double  blank", " leading", "=?UTF-8?Q?a?=",
        String(repeating: "y", count: 90), "e\u{301} stays in two scalars",
    ])
    func `a subject that is not plain comes back scalar by scalar`(subject: String) async throws {
        let (header, _) = try await mail("m", subject: subject)
        let decoded = try decode(try #require(value("Subject", in: header)))
        #expect(Array(decoded.unicodeScalars) == Array(subject.unicodeScalars))
    }

    @Test func `a plain subject is folded and comes back`() async throws {
        let subject = "The payroll of May with all of its ninety-nine characters, which is the most a subject has"
        let (header, _) = try await mail("m", subject: subject)
        #expect(value("Subject", in: header) == subject)
        #expect(!header.contains { $0.hasPrefix("Subject: ") && $0.utf8.count > 78 })
    }

    @Test(
        arguments: [
            "plain", "plain\nwith lines\n", "no newline\n\nat the end", "trailing blank \nand tab\t\nend ", "",
            "a = b, c=3D", "From the beginning\nFrom again", ".\n..\n", "Löhne für Mai", "支払い済みです。🧾", "\r alone",
            "CRLF\r\nlines\r\n", "\u{0}\u{1}\u{7f}", Sample(String(repeating: "x", count: 5000)),
            Sample(String(repeating: "é", count: 5000)), Sample(String(repeating: "word ", count: 3000) + "é"),
            Sample(String(repeating: "x", count: 75) + "="),
            Sample(String(repeating: "x", count: 74) + " \nb" + String(repeating: "c", count: 80)),
            Sample(String(repeating: "line of a big message, 支払い済み\n", count: 5000)),
        ] as [Sample])
    func `a text comes back from its encoding`(sample: Sample) async throws {
        let text = sample.text
        let (header, body) = try await mail(text)
        #expect(value("Content-Type", in: header) == "text/plain; charset=utf-8")
        #expect(body.split(separator: "\n", omittingEmptySubsequences: false).allSatisfy { $0.utf8.count <= 78 })
        let decoded: [UInt8]
        switch try #require(value("Content-Transfer-Encoding", in: header)) {
        case "7bit": decoded = Array(body.utf8)
        case "quoted-printable": decoded = try quotedPrintable(body)
        case "base64":
            let data = try #require(Data(base64Encoded: body.replacing("\n", with: "")))
            decoded = Array(data)
        case let other:
            Issue.record("\(other)")
            return
        }
        // The end of a line is no part of the text: it may come back as either, and there is always one at the end.
        func canonical(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars).map(\.value)
            bytes = zip(bytes, bytes.dropFirst() + [0]).filter { !($0 == 0x0d && $1 == 0x0a) }.map(\.0)
            if bytes.last == 0x0a { bytes.removeLast() }
            return bytes.flatMap { Array(String(Unicode.Scalar($0)!).utf8) }
        }
        #expect(canonical(decoded) == canonical(Array(text.utf8)))
    }

    private func quotedPrintable(_ body: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for line in body.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            #expect(line.utf8.count <= 76)
            #expect(!line.hasSuffix(" ") && !line.hasSuffix("\t"))
            var rest = Array(line.utf8)[...]
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "=") else {
                    bytes.append(byte)
                    continue
                }
                if rest.isEmpty { break }
                bytes.append(try #require(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)))
                rest = rest.dropFirst(2)
            }
            if !line.hasSuffix("=") { bytes.append(0x0a) }
        }
        return bytes
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (1_795_416_054, "Mon, 23 Nov 2026 06:40:54 +0000"), (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 +0000"),
    ])
    func `the date is in the form of RFC 5322`(seconds: Int64, text: String) async throws {
        let directory = try TemporaryDirectory()
        let message = try MaildirTransportTests.message(
            to: directory.path + "/box", publishedAt: Timestamp(microseconds: seconds * 1_000_000))
        _ = await MaildirTransport().deliver(message)
        #expect(try directory.onlyMail().contains("\nDate: \(text)\n"))
    }

    @Test(arguments: ["", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\n", "<a>@b", "a..b@c", "a@b."])
    func `what is not an address is refused`(text: String) {
        #expect(MailAddress(name: "n", address: text) == nil)
    }
}
