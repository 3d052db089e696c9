import ArgumentParser
import EventLog
import Notifications

/// `daybook subscriptions confirm`.
struct SubscriptionsConfirmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Confirm a subscription with the token that was sent to its endpoint.",
        discussion: """
            EXAMPLES
              daybook subscriptions confirm TOKEN --log sqlite:payroll.sqlite
            """)

    @Argument(help: "The token.")
    var token: String

    @Option(help: ArgumentHelp("Who confirms it, for the log.", valueName: "name"))
    var by = "daybook subscriptions confirm"

    @OptionGroup var log: LogOption

    func run() async throws {
        guard let token = SubscriptionToken(token) else { throw CommandFailure("that is no token") }
        let location = try log.location()
        try await location.withStore { store in
            do {
                let (topic, subscription) = try await TopicDirectory(store: store).confirm(token, by: by)
                print("\(subscription.endpoint) is subscribed to \(topic).")
            } catch let error as TopicError {
                throw CommandFailure(error, on: location)
            }
        }
    }
}
