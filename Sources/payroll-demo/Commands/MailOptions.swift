import ArgumentParser
import Foundation
import NotificationTransports
import Notifications

/// Whether mail goes over SMTP, and to whom.
struct MailOptions: ParsableArguments {
    /// The environment's name for what must not stand in a list of processes.
    static let variable = "PAYROLL_DEMO_SMTP"

    @Option(
        help: ArgumentHelp(
            "The server that takes the mail: smtp://HOST (with STARTTLS; ?tls=opportunistic or ?tls=off for less) or smtps://HOST. A password is better kept in the environment's \(variable) than here.",
            valueName: "URL"))
    var smtp: String?

    @Option(
        help: ArgumentHelp(
            "A file with the certificates that the server's has to be by, in PEM. (default: the system's)",
            valueName: "FILE"))
    var smtpCa: String?

    @Option(help: ArgumentHelp("Whom the mail is from.", valueName: "ADDRESS"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "Who gets the mail of a run that went well (success) or failed (error); may be repeated.",
            valueName: "success|error=ADDRESS"))
    var notify: [MailRecipient] = []

    func validate() throws {
        do {
            let server = try server
            if let from, EmailAddress(from) == nil { throw ValidationError("--from takes local@domain") }
            if !notify.isEmpty, server == nil {
                throw ValidationError("--notify needs a server: --smtp, or the environment's \(Self.variable)")
            }
            if smtp != nil || !notify.isEmpty, from == nil { throw ValidationError("--smtp needs --from") }
            if let smtpCa, !FileManager.default.isReadableFile(atPath: smtpCa) {
                throw ValidationError("--smtp-ca: \(smtpCa) cannot be read")
            }
        } catch let error as SMTPServerError {
            throw ValidationError("--smtp: \(error)")
        }
    }

    /// The server; `nil` where mail goes into Maildirs.
    var server: SMTPServer? {
        get throws {
            try (smtp ?? ProcessInfo.processInfo.environment[Self.variable]).map { try SMTPServer($0) }
        }
    }

    /// Whom the mail is from.
    var sender: MailAddress? { from.flatMap { MailAddress(name: "Payroll", address: $0) } }

    /// What says the same again on the command line, without the server's password.
    var words: [String] {
        let all = [("--from", from), ("--smtp-ca", smtpCa)].flatMap { name, value in value.map { [name, $0] } ?? [] }
        return smtp.map { text in
            // A URL with a user is not repeated where others may read it.
            (text.contains("@") ? [] : ["--smtp", text]) + all
        } ?? all
    }
}
