import EventLog
import Foundation
import NotificationTestServers
import Testing

extension RecoveryTests {
    /// Mail over SMTP, to a real server: what it says, and that a kill neither loses it nor hides that it came twice.
    @Suite(.serialized) struct MailTests {
        private static func flags(_ server: PythonServer) -> [String] {
            [
                "--smtp", "smtp://127.0.0.1:\(server.port)?tls=off", "--from", "pay@example.org",
                "--notify", "success=owner@example.org", "--notify", "error=admin@example.org",
            ]
        }

        @Test(arguments: Payroll.allCases) func aRunTellsTheRightPersonOnceWithWhatTheyNeed(
            _ payroll: Payroll
        ) async throws {
            let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
            let scene = try Scene()
            let (end, output, errors) = try await onThread {
                try scene.run(payroll.run(scene) + Self.flags(server))
            }
            #expect(end == .exit(payroll.exitCode), "\(output)\(errors)")
            let mails = try server.entries(ReceivedMail.self)
            #expect(mails.count == 1)
            let mail = try #require(mails.first)
            let log = try await scene.log.snapshot()
            let execution = try #require(log.executions.first).uuid.text
            #expect(mail.header("X-Daybook-Execution") == execution)
            #expect(mail.from == "pay@example.org")
            #expect(scene.mails("success/new").isEmpty && scene.mails("error/new").isEmpty)
            #expect(output.contains("(250 2.0.0 Ok: queued as 4711)"), "\(output)")
            if payroll == .failing {
                #expect(mail.to == ["admin@example.org"])
                #expect(mail.header("Subject") == "[ERROR]: Task failed")
                #expect(mail.text.contains("\r\nFailed: generatePaystubs with PayrollDemo.OnPurpose\r\n"))
                #expect(mail.text.contains("\r\nExecution: \(execution)\r\n"))
                #expect(mail.text.contains("payroll-demo history --out \(scene.out) \(execution)"))
                #expect(!mail.content.contains("application/pdf"))
            } else {
                #expect(mail.to == ["owner@example.org"])
                #expect(mail.text.contains("\r\n\r\nPayroll process complete.\r\n"))
                #expect(mail.text.contains("\r\nReport: \(scene.out)/report.pdf\r\n"))
                #expect(mail.text.contains("\r\nGross "))
                let report = try Data(contentsOf: URL(filePath: scene.out + "/report.pdf"))
                let attached = mail.content.replacing("\r\n", with: "")
                #expect(attached.contains(report.base64EncodedString()))
            }
            let secret = scene.out + "/notification-secret"
            let permissions = try FileManager.default.attributesOfItem(atPath: secret)[.posixPermissions] as? Int
            #expect(permissions == 0o600)
        }

        /// Where the process is killed.
        enum Place: String, CaseIterable {
            case published = "after commit"
            case delivered = "after mail"
        }

        @Test(arguments: StoreKind.allCases, Place.allCases) func aKillNeitherLosesMailNorHidesThatItCameTwice(
            _ kind: StoreKind, _ place: Place
        ) async throws {
            let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
            let scene = try await Scene(on: kind)
            let arguments = Payroll.succeeding.run(scene) + Self.flags(server)
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(arguments, environment: pipes.environment(only: place.rawValue))
                while true {
                    _ = try #require(try pipes.next(of: child), "it was never there: \(child.output)\(child.errors)")
                    let published = try scene.log.rows(
                        "SELECT count(*) FROM event WHERE type = 'NotificationPublished' AND category = 'notification'")
                    if published == [["1"]] { break }
                    pipes.goOn()
                }
                #expect(try scene.log.rows("SELECT * FROM event WHERE type = 'Delivered'").isEmpty)
                #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
            }
            #expect(try server.entries(ReceivedMail.self).count == (place == .published ? 0 : 1))
            let (end, output, errors) = try await onThread {
                try scene.run(Payroll.succeeding.resume(scene) + Self.flags(server))
            }
            #expect(end == .exit(0), "\(output)\(errors)")
            let mails = try server.entries(ReceivedMail.self)
            #expect(mails.count == (place == .published ? 1 : 2))
            #expect(Set(mails.compactMap { $0.header("Message-ID") }).count == 1)
            let log = try await scene.log.snapshot()
            let events = log.streams.filter { $0.key.category.rawValue == "delivery" }.values.flatMap { $0 }
            #expect(events.count { $0.type.rawValue == "Delivered" } == 1)
        }

        @Test func aServerThatIsAwayKeepsTheMailForTheNextCommand() async throws {
            let scene = try Scene()
            let nowhere = [
                "--smtp", "smtp://127.0.0.1:1?tls=off", "--from", "pay@example.org", "--notify",
                "success=owner@example.org",
            ]
            let (end, output, _) = try await onThread { try scene.run(Payroll.succeeding.run(scene) + nowhere) }
            #expect(end == .exit(0))
            #expect(output.contains("owner@example.org (not delivered yet: "), "\(output)")
            let server = try await PythonServer.start("mail_server.py", keeping: "--mails")
            let resumed = try await onThread {
                try scene.run(Payroll.succeeding.resume(scene) + Self.flags(server))
            }
            #expect(resumed.end == .exit(0), "\(resumed.output)\(resumed.errors)")
            #expect(try server.entries(ReceivedMail.self).map(\.to) == [["owner@example.org"]])
        }

        @Test func whatIsTypedWrongIsRefusedWithoutAPassword() async throws {
            let scene = try Scene()
            for flags in [
                ["--notify", "success=a@b.c"], ["--smtp", "smtp://h"],
                ["--smtp", "smtp://u:geheim@h/x", "--from", "a@b.c"],
                ["--smtp", "smtp://h", "--from", "nobody"],
                ["--smtp", "smtp://h", "--from", "a@b.c", "--notify", "x=a@b.c"],
                ["--smtp", "smtp://h", "--from", "a@b.c", "--notify", "success=nobody"],
                ["--smtp", "smtp://h", "--from", "a@b.c", "--smtp-ca", "/nowhere"],
                ["--smtp", "smtp://u:geheim@mail.example.org?tls=off", "--from", "a@b.c"],
            ] {
                let end = try await onThread { try scene.run(Payroll.succeeding.run(scene) + flags) }
                #expect(end.end == .exit(64), "\(flags): \(end.output)\(end.errors)")
                #expect(!end.errors.contains("geheim"))
            }
        }
    }
}
