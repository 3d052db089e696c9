import ArgumentParser
import EventLog
import Notifications

/// `daybook rules remove`.
struct RulesRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a rule: what ends from now on is not told of.",
        discussion: """
            EXAMPLES
              daybook rules remove 0b5e2c4e-6a3b-8c1d-9f00-112233445566 --log sqlite:payroll.sqlite
            """)

    @Argument(help: ArgumentHelp("The rule's id.", valueName: "id"))
    var rule: String

    @Option(help: ArgumentHelp("Who removes it, for the log.", valueName: "name"))
    var by = "daybook rules remove"

    @OptionGroup var log: LogOption

    func validate() throws {
        guard RuleID(rule) != nil else { throw ValidationError("that is no id of a rule") }
    }

    func run() async throws {
        guard let id = RuleID(rule) else { return }
        let location = try log.location()
        try await location.withStore { store in
            do {
                try await RuleDirectory(store: store).remove(id, by: by)
                print("The rule does not hold any more.")
            } catch let error as RuleError {
                throw CommandFailure(error, on: location)
            }
        }
    }
}
