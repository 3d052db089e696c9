import ArgumentParser
import EventLog
import Notifications

/// `daybook topics create`.
struct TopicsCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a topic; nothing happens where it exists.",
        discussion: """
            EXAMPLES
              daybook topics create arn:aws:sns:us-east-1:123456789012:Reports --log sqlite:payroll.sqlite
            """)

    @Argument(help: ArgumentHelp("The topic.", valueName: "arn"))
    var topic: String

    @Option(help: ArgumentHelp("Who creates it, for the log.", valueName: "name"))
    var by = "daybook topics create"

    @OptionGroup var log: LogOption

    func run() async throws {
        let location = try log.location()
        try await location.withStore { store in
            do {
                let topic = try await TopicDirectory(store: store).create(TopicARN(topic), by: by)
                print(topic.arn)
            } catch let error as TopicError {
                throw CommandFailure(error, on: location)
            }
        }
    }
}
