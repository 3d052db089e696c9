import ArgumentParser

/// `daybook rules`.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Tell topics how executions end: list, add and remove the rules of a log.",
        discussion: """
            Engines that read their rules from the log, such as daybook serve, follow a change within a second.

            EXAMPLES
              daybook rules --log sqlite:payroll.sqlite
              daybook rules add --machine payroll --on FAILED --on TIMED_OUT --topic Alerts --log sqlite:payroll.sqlite
              daybook rules remove 0b5e2c4e-6a3b-8c1d-9f00-112233445566 --log sqlite:payroll.sqlite
            """,
        subcommands: [RulesListCommand.self, RulesAddCommand.self, RulesRemoveCommand.self],
        defaultSubcommand: RulesListCommand.self)
}
