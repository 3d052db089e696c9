import ArgumentParser

/// The command line for whoever runs a log, its schema, its indexes, its age, and for trying expressions.
@main
struct Daybook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "Looks after the log of executions, and evaluates expressions.",
        discussion: """
            EXAMPLES
              daybook migrate postgres://payroll@db.example/payroll
              daybook rebuild sqlite:payroll.sqlite
              daybook retention postgres://payroll@db.example/payroll --keep 24 --dry-run
              daybook jsonata '$sum(lines.price)' --input order.json
            """,
        subcommands: [MigrateCommand.self, RebuildCommand.self, RetentionCommand.self, JSONataCommand.self])
}
