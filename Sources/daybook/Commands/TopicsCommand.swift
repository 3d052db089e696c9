import ArgumentParser
import EventLog
import Notifications

/// `daybook topics`.
struct TopicsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "List the topics of a log, or create one.",
        discussion: """
            EXAMPLES
              daybook topics --log sqlite:payroll.sqlite
              daybook topics --create arn:aws:sns:us-east-1:123456789012:Reports --log sqlite:payroll.sqlite
            """)

    @Option(help: ArgumentHelp("A topic to create; nothing happens where it exists.", valueName: "arn"))
    var create: String?

    @OptionGroup var log: LogOption

    func run() async throws {
        let location = try log.location()
        try await location.withStore { store in
            let directory = TopicDirectory(store: store)
            do {
                if let create {
                    try await directory.create(TopicARN(create), by: "daybook topics")
                }
                let topics = try await directory.topics()
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
