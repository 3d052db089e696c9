import ArgumentParser
import EventLog
import Notifications

/// `daybook subscriptions remove`.
struct SubscriptionsRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "End a subscription, by the token of a message or by its id.",
        discussion: """
            What was published before is still delivered.

            EXAMPLES
              daybook subscriptions remove TOKEN --log sqlite:payroll.sqlite
              daybook subscriptions remove 0b5e2c4e-6a3b-8c1d-9f00-112233445566 --log sqlite:payroll.sqlite
            """)

    @Argument(help: ArgumentHelp("The token, or the subscription's id.", valueName: "token|id"))
    var subscription: String

    @Option(help: ArgumentHelp("Who ends it, for the log.", valueName: "name"))
    var by = "daybook subscriptions remove"

    @OptionGroup var log: LogOption

    func run() async throws {
        let location = try log.location()
        try await location.withStore { store in
            let directory = TopicDirectory(store: store)
            do {
                if let token = SubscriptionToken(subscription) {
                    print("Unsubscribed from \(try await directory.unsubscribe(with: token, by: by)).")
                } else if let id = SubscriptionID(subscription) {
                    try await remove(id, from: directory)
                } else {
                    throw CommandFailure("that is neither a token nor the id of a subscription")
                }
            } catch let error as TopicError {
                throw CommandFailure(error, on: location)
            }
        }
    }

    private func remove(_ id: SubscriptionID, from directory: TopicDirectory) async throws {
        for topic in try await directory.topics() {
            if try await directory.unsubscribe(id, from: topic.arn, by: by) {
                return print("Unsubscribed from \(topic.arn).")
            }
        }
        throw CommandFailure("there is no subscription \(id)")
    }
}
