import ArgumentParser
import EventLog
import Notifications

/// `daybook subscriptions list`.
struct SubscriptionsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the subscriptions of all topics, or of one.",
        discussion: """
            EXAMPLES
              daybook subscriptions list --log sqlite:payroll.sqlite
              daybook subscriptions list --topic SuccessNotifications --log sqlite:payroll.sqlite
            """)

    @Option(help: ArgumentHelp("The ARN of a topic, or its name.", valueName: "topic"))
    var topic: String?

    @OptionGroup var log: LogOption

    func run() async throws {
        let location = try log.location()
        try await location.withStore { store in
            do {
                let topics = try await TopicDirectory(store: store).topics()
                    .filter { topic == nil || topic == $0.arn.name || topic == $0.arn.description }
                if topics.isEmpty { print("\(location): there are no such topics.") }
                for topic in topics { Self.show(topic) }
            } catch let error as TopicError {
                throw CommandFailure(error, on: location)
            }
        }
    }

    private static func show(_ topic: Topic) {
        print(topic.arn)
        for subscription in topic.subscriptions {
            let by = subscription.by.map { " by \($0)" } ?? ""
            print(
                "  \(subscription.id)  \(subscription.endpoint)  since \(subscription.confirmedAt.millisecondText)\(by)"
            )
            if let filter = subscription.settings.filter {
                print("    where \(filter)" + (filter.scope == .messageBody ? " in the body" : ""))
            }
            if subscription.settings.isRaw { print("    raw") }
        }
        for pending in topic.pending {
            let by = pending.by.map { " by \($0)" } ?? ""
            print("  \(pending.id)  \(pending.endpoint)  pending until \(pending.expiresAt.millisecondText)\(by)")
        }
    }
}
