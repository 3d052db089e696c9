import ArgumentParser

/// The command line: machines, and for whoever runs a log its schema, its indexes, its age.
@main
struct Daybook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "Runs and checks state machines, and looks after the log of executions.",
        discussion: """
            EXAMPLES
              daybook validate payroll.asl.json
              daybook run payroll.asl.json --input '{"timesheet": "may.csv"}' --mock mocks.json
              daybook serve --store sqlite:payroll.sqlite
              daybook history sqlite:payroll.sqlite last
              daybook migrate postgres://payroll@db.example/payroll
              daybook rebuild sqlite:payroll.sqlite
              daybook retention postgres://payroll@db.example/payroll --keep 24 --dry-run
            """,
        subcommands: [
            RunCommand.self, ServeCommand.self, ValidateCommand.self, GraphCommand.self, HistoryCommand.self,
            MigrateCommand.self, RebuildCommand.self, RetentionCommand.self,
        ])
}
