import ArgumentParser
import Engine
import EventLog
import PostgresBackend

/// `daybook retention`.
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Set finished months of a log on Postgres aside.",
        discussion: """
            A month older than --keep months leaves the log as a whole where nothing of it is open, held or undelivered: its partitions are detached, and an event says so and seals them. No row is deleted: the tables stay under their names, for pg_dump and DROP TABLE by an administrator. Names, definitions, roles, machines and topics stay. The user must be a member of daybook_owner. Safe while engines run.

            EXAMPLES
              daybook retention postgres://admin@db.example/payroll --keep 24 --dry-run
              daybook retention postgres://admin@db.example/payroll --keep 24
            """)

    @Argument(help: ArgumentHelp("The log.", valueName: "postgres://…"))
    var log: LogLocation

    @Option(help: ArgumentHelp("How many whole months before this one to keep, 1 or more.", valueName: "months"))
    var keep: Int

    @Flag(help: "Say what would be done, and do nothing.")
    var dryRun = false

    func validate() throws {
        guard keep >= 1 else { throw ValidationError("--keep takes a number of months, 1 or more") }
    }

    func run() async throws {
        _ = try log.postgres("retention")
        try await log.withStore { store in
            guard let store = store as? PostgresEventStore else { return }
            let now = SystemEngineClock().now()
            let oldest = LogMonth(of: now).before(keep)
            let months = try await store.months()
            for summary in months {
                print(try await line(for: summary, oldest: oldest, now: now, in: store))
            }
            if months.isEmpty { print("\(log): the log has no months yet.") }
        }
    }

    private func line(
        for summary: LogMonthSummary, oldest: LogMonth, now: Timestamp, in store: PostgresEventStore
    ) async throws -> String {
        let holds = "\(summary.month): \(summary.streams) streams, \(summary.bytes / 1_048_576) MB"
        guard summary.month < oldest else { return "\(holds), kept" }
        guard summary.unfinished == 0 else { return "\(holds), kept: \(summary.unfinished) are not finished" }
        guard !dryRun else { return "\(holds), would be archived" }
        let archived = try await store.archive(summary.month, at: now, by: "daybook retention")
        return "\(holds), archived: \(archived.events) events in \(archived.tables[0]), seal \(archived.seal)"
    }
}
