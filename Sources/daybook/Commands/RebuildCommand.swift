import ArgumentParser
import EventLog
import Notifications

/// `daybook rebuild`.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make a log's indexes again from its events.",
        discussion: """
            Status, labels and wake-ups are indexes: they say nothing that the events do not. This drops them and makes them again, all or nothing. No engine may run meanwhile.

            EXAMPLES
              daybook rebuild sqlite:payroll.sqlite
              daybook rebuild postgres://payroll@db.example/payroll
            """)

    @Argument(help: ArgumentHelp("The log.", valueName: "sqlite:PATH|postgres://…"))
    var log: LogLocation

    func run() async throws {
        let count = try await log.withStore { try await $0.rebuildIndexes(with: DaybookIndexer()) }
        print("\(log): the indexes of \(count) streams were made again.")
    }
}
