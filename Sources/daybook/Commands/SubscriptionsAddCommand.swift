import ArgumentParser
import EventLog
import Foundation
import JSON
import Notifications

/// `daybook subscriptions add`.
struct SubscriptionsAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Subscribe an endpoint to a topic, or change what it gets.",
        discussion: """
            An address and a webhook are asked first, and get nothing before they have answered; an engine that delivers for this log asks them. A Maildir and a queue are subscribed at once.

            EXAMPLES
              daybook subscriptions add Reports email owner@example.org --log sqlite:payroll.sqlite
              daybook subscriptions add Reports https https://books.example.org/hook --raw --log sqlite:payroll.sqlite
              daybook subscriptions add Reports queue books --filter '{"store": ["north"]}' --log sqlite:payroll.sqlite
              daybook subscriptions add Reports maildir /var/mail/reports --filter @policy.json --filter-scope MessageBody --log sqlite:payroll.sqlite
            """)

    @Argument(help: ArgumentHelp("The topic's name or ARN.", valueName: "topic"))
    var topic: String

    @Argument(help: ArgumentHelp("How it gets messages.", valueName: "email|https|http|maildir|queue"))
    var `protocol`: String

    @Argument(help: ArgumentHelp("Where: an address, a URL, a path, a queue's name.", valueName: "endpoint"))
    var endpoint: String

    @Option(
        help: ArgumentHelp(
            "Which messages it gets: a filter policy, or @ and the file that holds it. (default: all)",
            valueName: "json|@file"))
    var filter: String?

    @Option(
        help: ArgumentHelp("What the policy looks at.", valueName: "MessageAttributes|MessageBody"),
        transform: { text in
            guard let scope = FilterPolicyScope(rawValue: text) else {
                throw ValidationError("--filter-scope takes MessageAttributes or MessageBody")
            }
            return scope
        })
    var filterScope = FilterPolicyScope.messageAttributes

    @Flag(help: "A webhook or a queue gets the text alone, without the envelope of JSON.")
    var raw = false

    @Flag(help: "Do not ask the endpoint: you answer for it, and the log says so.")
    var confirmed = false

    @Option(help: ArgumentHelp("Who wants it, for the log.", valueName: "name"))
    var by = "daybook subscriptions add"

    @OptionGroup var secret: SecretOption

    @OptionGroup var log: LogOption

    func run() async throws {
        let location = try log.location()
        guard let endpoint = SubscriptionEndpoint(protocolName: `protocol`, address: endpoint) else {
            throw CommandFailure("'\(`protocol`)' is no protocol: email, https, http, maildir or queue")
        }
        var settings = SubscriptionSettings(isRaw: raw)
        settings.filter = try policy()
        var configuration = NotificationConfiguration()
        if endpoint.needsConfirmation { configuration.secret = try secret.secret(of: location) }
        try await location.withStore { [configuration, settings] store in
            do {
                let directory = TopicDirectory(store: store, configuration: configuration)
                let topic = try await TopicArgument(text: topic).topic(in: directory)
                let result = try await directory.subscribe(
                    endpoint, to: topic, settings: settings, by: by, confirmed: confirmed)
                switch result {
                case .confirmed: print("\(endpoint) is subscribed to \(topic): \(result.id)")
                case .pending(let pending):
                    print("\(endpoint) is asked, and has until \(pending.expiresAt.millisecondText): \(result.id)")
                }
            } catch let error as TopicError {
                throw CommandFailure(error, on: location)
            }
        }
    }

    private func policy() throws -> FilterPolicy? {
        guard let filter else { return nil }
        do {
            let bytes =
                filter.hasPrefix("@")
                ? try Data(contentsOf: URL(filePath: String(filter.dropFirst()))) : Data(filter.utf8)
            return try FilterPolicy(JSONText(validating: Array(bytes)), scope: filterScope)
        } catch let error as FilterPolicyError {
            throw CommandFailure(error.description)
        } catch let error as JSONError {
            throw CommandFailure("the filter policy is not JSON: \(error)")
        } catch {
            throw CommandFailure("\(filter.dropFirst()): \(error.localizedDescription)")
        }
    }
}
