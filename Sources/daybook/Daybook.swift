import ArgumentParser

/// The command line for whoever runs a log: its schema, its indexes, its age.
@main
struct Daybook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "Looks after the log of executions.",
        discussion: """
            EXAMPLES
              daybook migrate postgres://payroll@db.example/payroll
              daybook rebuild sqlite:payroll.sqlite
              daybook retention postgres://payroll@db.example/payroll --keep 24 --dry-run
              daybook notifications list --status given-up --log sqlite:payroll.sqlite
            """,
        subcommands: [
            MigrateCommand.self, RebuildCommand.self, RetentionCommand.self, TopicsCommand.self,
            SubscriptionsCommand.self, NotificationsCommand.self,
        ])
}
