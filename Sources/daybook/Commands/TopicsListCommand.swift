import ArgumentParser
import EventLog
import Notifications

/// `daybook topics list`.
struct TopicsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the topics of a log.",
        discussion: """
            EXAMPLES
              daybook topics list --log sqlite:payroll.sqlite
            """)

    @OptionGroup var log: LogOption

    func run() async throws {
        let location = try log.location()
        try await location.withStore { store in
            do {
                let topics = try await TopicDirectory(store: store).topics()
                for topic in topics { print(Self.line(topic)) }
                if topics.isEmpty { print("\(location): there are no topics.") }
            } catch let error as TopicError {
                throw CommandFailure(error, on: location)
            }
        }
    }

    private static func line(_ topic: Topic) -> String {
        let pending = topic.pending.isEmpty ? "" : ", \(topic.pending.count) pending"
        return "\(topic.arn)  \(topic.subscriptions.count) subscribed\(pending)"
    }
}
