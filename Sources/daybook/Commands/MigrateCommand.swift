import ArgumentParser
import EventLog
import PostgresAudit
import PostgresBackend

/// `daybook migrate`.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the schema of a log on Postgres up to date.",
        discussion: """
            Makes the roles and the schemas daybook and audit where they are missing, and applies the migrations that are missing, each in one transaction. Safe while engines run, and when several do it at once. The user must be allowed to make roles and schemas, or be a member of daybook_owner where they are there.

            EXAMPLES
              daybook migrate postgres://admin@db.example/payroll
            """)

    @Argument(help: ArgumentHelp("The log.", valueName: "postgres://…"))
    var log: LogLocation

    func run() async throws {
        let connection = try log.postgres("migrate")
        do {
            try await PostgresEventStore.migrate(connection.text, components: [.audit, .engine])
        } catch {
            throw CommandFailure(error, on: log)
        }
        print("\(log): the schema is as this program knows it.")
    }
}
