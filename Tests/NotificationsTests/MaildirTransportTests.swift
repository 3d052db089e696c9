import EventLog
import Foundation
import Notifications
import Testing

@Suite struct MaildirTransportTests {
    static let notification = StreamID(.notification, UUID(high: 0x1234, low: 0x8000_0000_0000_0001))

    static func message(
        _ text: String = "Payroll process complete.", subject: String? = nil, to path: String,
        publishedAt: Timestamp = Timestamp(microseconds: 1_795_416_054_999_999), executionName: String = "payroll-1",
        state: String = "successNotification"
    ) throws -> OutgoingMessage {
        OutgoingMessage(
            notification: notification, subscription: SubscriptionID(UUID(high: 1, low: 2)),
            endpoint: .maildir(path: path),
            topic: try TopicARN("arn:aws:sns:us-east-1:123456789012:SuccessNotifications"), subject: subject,
            text: text,
            publishedAt: publishedAt, execution: StreamID(StreamCategory("execution"), UUID(high: 3, low: 4)),
            executionName: executionName, state: state, attempt: 1)
    }

    /// Delivers a message that is not there yet; its name in the Maildir.
    static func deliverFirst(_ message: OutgoingMessage) async throws -> String {
        let outcome = await MaildirTransport().deliver(message)
        let name: String? = if case .delivered(let name, wasThere: false) = outcome { name } else { nil }
        return try #require(name, "\(outcome)")
    }

    @Test func `a mail is these bytes`() async throws {
        let directory = try TemporaryDirectory()
        let message = try Self.message(subject: "May is paid", to: directory.path + "/box")
        let outcome = await MaildirTransport().deliver(message)
        let name =
            "1795416054.00000000-0000-1234-8000-000000000001_00000000-0000-0001-0000-000000000002.daybook"
        #expect(outcome == .delivered(answer: name, wasThere: false))
        #expect(try directory.names("box/new") == [name])
        #expect(try directory.names("box/tmp").isEmpty)
        #expect(try directory.names("box/cur").isEmpty)
        let expected = """
            From: "Daybook" <daybook@daybook.invalid>
            To: "SuccessNotifications" <SuccessNotifications@daybook.invalid>
            Subject: May is paid
            Date: Mon, 23 Nov 2026 06:40:54 +0000
            Message-ID: <00000000-0000-1234-8000-000000000001.00000000-0000-0001-0000-000000000002@daybook>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 7bit
            Auto-Submitted: auto-generated
            X-Daybook-Topic: arn:aws:sns:us-east-1:123456789012:SuccessNotifications
            X-Daybook-Execution: 00000000-0000-0003-0000-000000000004
            X-Daybook-Execution-Name: payroll-1
            X-Daybook-State: successNotification

            Payroll process complete.

            """
        #expect(try directory.text("box/new/\(name)") == expected)
    }

    @Test(arguments: ["", ":2,", ":2,S", ":2,FRS", ",S=512:2,S"])
    func `a message that is there already is not written again, wherever a mail program moved it`(
        flags: String
    ) async throws {
        let directory = try TemporaryDirectory()
        let message = try Self.message(to: directory.path + "/box")
        let name = try await Self.deliverFirst(message)
        for folder in ["cur", "new"] {
            try FileManager.default.moveItem(
                atPath: "\(directory.path)/box/\(folder == "cur" ? "new/\(name)" : "cur/\(name)\(flags)")",
                toPath: "\(directory.path)/box/\(folder)/\(name)\(flags)")
            #expect(await MaildirTransport().deliver(message) == .delivered(answer: name, wasThere: true))
            #expect(try directory.names("box/cur").count + directory.names("box/new").count == 1)
        }
    }

    @Test func `a message whose name another's begins with is another message`() async throws {
        let directory = try TemporaryDirectory()
        let message = try Self.message(to: directory.path + "/box")
        let name = try await Self.deliverFirst(message)
        try FileManager.default.moveItem(
            atPath: "\(directory.path)/box/new/\(name)", toPath: "\(directory.path)/box/cur/\(name)-copy:2,S")
        #expect(await MaildirTransport().deliver(message) == .delivered(answer: name, wasThere: false))
    }

    @Test func `what a killed process left in tmp is written over`() async throws {
        let directory = try TemporaryDirectory()
        let message = try Self.message(to: directory.path + "/box")
        let name = try await Self.deliverFirst(message)
        let mail = try directory.onlyMail()
        try FileManager.default.removeItem(atPath: "\(directory.path)/box/new/\(name)")
        let half = String(repeating: "half a mail that is longer than the whole one\n", count: 100)
        try half.write(toFile: "\(directory.path)/box/tmp/\(name)", atomically: false, encoding: .utf8)
        #expect(await MaildirTransport().deliver(message) == .delivered(answer: name, wasThere: false))
        #expect(try directory.onlyMail() == mail)
        #expect(try directory.names("box/tmp").isEmpty)
    }

    @Test func `many that deliver the same message at once leave one file`() async throws {
        let directory = try TemporaryDirectory()
        let message = try Self.message(to: directory.path + "/box")
        let outcomes = await withTaskGroup { group in
            for _ in 0..<32 { group.addTask { await MaildirTransport().deliver(message) } }
            return await group.reduce(into: [DeliveryOutcome]()) { $0.append($1) }
        }
        let written = outcomes.count { if case .delivered(_, wasThere: false) = $0 { true } else { false } }
        let refused = outcomes.filter { if case .failedForGood = $0 { true } else { false } }
        #expect(written == 1)
        #expect(refused.isEmpty, "\(refused)")
        #expect(try directory.names("box/new").count == 1)
    }

    @Test func `a Maildir whose parent is missing, a file or not ours fails for good`() async throws {
        let directory = try TemporaryDirectory()
        try "a file".write(toFile: directory.path + "/file", atomically: true, encoding: .utf8)
        var paths = [directory.path + "/missing/box", directory.path + "/file/box", directory.path + "/file"]
        if getuid() != 0 {
            try FileManager.default.createDirectory(
                atPath: directory.path + "/locked", withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o500])
            paths.append(directory.path + "/locked/box")
        }
        for path in paths {
            let outcome = await MaildirTransport().deliver(try Self.message(to: path))
            guard case .failedForGood(let reason) = outcome else {
                Issue.record("\(path): \(outcome)")
                continue
            }
            #expect(reason.contains(path), "\(reason)")
        }
    }
}
