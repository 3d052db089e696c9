import ArgumentParser

/// The command line: machines, and for whoever runs a log its schema, its indexes, its age.
@main
struct Daybook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "Runs and checks state machines, looks after the log of executions, and evaluates expressions.",
        discussion: """
            EXAMPLES
              daybook validate payroll.asl.json
              daybook run payroll.asl.json --input '{"timesheet": "may.csv"}' --mock mocks.json
              daybook serve --store sqlite:payroll.sqlite
              daybook history sqlite:payroll.sqlite last
              daybook migrate postgres://payroll@db.example/payroll
              daybook rebuild sqlite:payroll.sqlite
              daybook retention postgres://payroll@db.example/payroll --keep 24 --dry-run
              daybook notifications list --status given-up --log sqlite:payroll.sqlite
              daybook jsonata '$sum(lines.price)' --input order.json
            """,
        subcommands: [
            RunCommand.self, ServeCommand.self, ValidateCommand.self, GraphCommand.self, HistoryCommand.self,
            MigrateCommand.self, RebuildCommand.self, RetentionCommand.self, JSONataCommand.self, TopicsCommand.self,
            SubscriptionsCommand.self, NotificationsCommand.self, RulesCommand.self,
        ])
}
