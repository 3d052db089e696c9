import ArgumentParser

/// `daybook topics`.
struct TopicsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "List the topics of a log, or create one.",
        discussion: """
            EXAMPLES
              daybook topics --log sqlite:payroll.sqlite
              daybook topics create arn:aws:sns:us-east-1:123456789012:Reports --log sqlite:payroll.sqlite
            """,
        subcommands: [TopicsListCommand.self, TopicsCreateCommand.self], defaultSubcommand: TopicsListCommand.self)
}
