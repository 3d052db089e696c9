import ArgumentParser
import Engine
import EventLog
import Notifications

/// `daybook rules add`.
struct RulesAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Tell a topic when executions of a machine end in certain ways; the same rule is added once.",
        discussion: """
            EXAMPLES
              daybook rules add --machine payroll --on FAILED --on TIMED_OUT --on ABORTED --topic Alerts --log sqlite:payroll.sqlite
              daybook rules add --on FAILED --topic arn:aws:sns:us-east-1:123456789012:Alerts --subject 'A run failed' --log sqlite:payroll.sqlite
            """)

    @Option(help: ArgumentHelp("The machine. (default: every machine)", valueName: "name"))
    var machine: String?

    @Option(
        help: ArgumentHelp("An end to tell of; may be repeated.", valueName: "SUCCEEDED|FAILED|TIMED_OUT|ABORTED"),
        transform: { text in
            guard let status = ExecutionStatus(rawValue: text), status != .running else {
                throw ValidationError("--on takes SUCCEEDED, FAILED, TIMED_OUT or ABORTED")
            }
            return status
        })
    var on: [ExecutionStatus]

    @Option(help: ArgumentHelp("The topic's name or ARN.", valueName: "topic"))
    var topic: String

    @Option(help: ArgumentHelp("The subject. (default: the machine and how it ended)", valueName: "text"))
    var subject: String?

    @Option(help: ArgumentHelp("Who wants it, for the log.", valueName: "name"))
    var by = "daybook rules add"

    @OptionGroup var log: LogOption

    func run() async throws {
        let location = try log.location()
        try await location.withStore { store in
            do {
                let topic = try await TopicArgument(text: topic).topic(in: TopicDirectory(store: store))
                let rule = NotificationRule(machine: machine, statuses: Set(on), topic: topic, subject: subject)
                print(RulesListCommand.line(try await RuleDirectory(store: store).add(rule, by: by)))
            } catch let error as TopicError {
                throw CommandFailure(error, on: location)
            } catch let error as RuleError {
                throw CommandFailure(error, on: location)
            }
        }
    }
}
