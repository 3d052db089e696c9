import ArgumentParser
import CurlTransfers
import Engine
import Foundation
import Logging
import Networks
import NotificationTransports
import Notifications

/// How `serve` delivers notifications.
struct DeliveryOptions: ParsableArguments {
    /// The environment's name for what must not stand in a list of processes.
    static let variable = "DAYBOOK_SMTP"

    @Option(
        help: ArgumentHelp(
            "Where people reach this server, for the links in mails: /confirm and /unsubscribe below it are its pages.",
            valueName: "URL"))
    var publicURL: String?

    @Option(
        help: ArgumentHelp(
            "The server that takes the mail: smtp://HOST (with STARTTLS; ?tls=opportunistic or ?tls=off for less) or smtps://HOST. Without one, mail waits for a process that has. A password is better kept in the environment's \(variable) than here.",
            valueName: "URL"))
    var smtp: String?

    @Option(
        help: ArgumentHelp(
            "A file with the certificates that the mail server's has to be by, in PEM. (default: the system's)",
            valueName: "FILE"))
    var smtpCa: String?

    @Option(help: ArgumentHelp("Whom the mail is from.", valueName: "ADDRESS"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "A file with the certificates that those of webhooks have to be by, in PEM. (default: the system's)",
            valueName: "FILE"))
    var webhookCa: String?

    @Option(
        help: ArgumentHelp(
            "A network that is not public and in which webhooks may be all the same, such as 10.0.0.0/8; may be repeated.",
            valueName: "NETWORK"))
    var webhookNetwork: [String] = []

    @OptionGroup var secret: SecretOption

    func validate() throws {
        do {
            if let from, EmailAddress(from) == nil { throw ValidationError("--from takes local@domain") }
            if try server != nil, from == nil { throw ValidationError("--smtp needs --from") }
        } catch let error as SMTPServerError {
            throw ValidationError("--smtp: \(error)")
        }
        for (name, path) in [("--smtp-ca", smtpCa), ("--webhook-ca", webhookCa)] {
            if let path, !FileManager.default.isReadableFile(atPath: path) {
                throw ValidationError("\(name): \(path) cannot be read")
            }
        }
        if let wrong = webhookNetwork.first(where: { NetworkPrefix($0) == nil }) {
            throw ValidationError("--webhook-network takes a network such as 10.0.0.0/8, not '\(wrong)'")
        }
        if let publicURL, DeliveryOptions.path(of: publicURL) == nil {
            throw ValidationError("--public-url takes http://… or https://… without a query, not '\(publicURL)'")
        }
    }

    /// The path at which the pages are reached, beside the server's own: without a slash at its end, and empty for none.
    var path: String { publicURL.flatMap(DeliveryOptions.path(of:)) ?? "" }

    /// How notifications are published and delivered.
    func configuration(of store: RunStore, logger: Logger) throws -> NotificationConfiguration {
        var configuration = NotificationConfiguration()
        configuration.logger = logger
        configuration.pages = publicURL
        configuration.secret =
            switch store {
            // Nobody else delivers for it.
            case .memory: NotificationSecret(NotificationSecret.makeBytes())
            case .log(let location): try secret.secret(of: location)
            }
        var webhooks = WebhookTransport.Configuration { SystemEngineClock().now() }
        webhooks.authorities = webhookCa
        webhooks.addresses = AddressPolicy(allowing: webhookNetwork.compactMap { NetworkPrefix($0) })
        configuration.transports.webhook = WebhookTransport(webhooks)
        if let server = try server, let sender = from.flatMap({ MailAddress(name: "Daybook", address: $0) }) {
            var mail = SMTPTransport.Configuration(server: server, sender: sender)
            mail.authorities = smtpCa
            configuration.transports.email = SMTPTransport(mail)
        }
        return configuration
    }

    private var server: SMTPServer? {
        get throws {
            try (smtp ?? ProcessInfo.processInfo.environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 })
                .map { try SMTPServer($0) }
        }
    }

    private static func path(of url: String) -> String? {
        guard let components = URLComponents(string: url), ["http", "https"].contains(components.scheme),
            components.host?.isEmpty == false, components.query == nil, components.fragment == nil,
            components.user == nil
        else { return nil }
        return components.path.hasSuffix("/") ? String(components.path.dropLast()) : components.path
    }
}
