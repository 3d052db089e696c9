import ArgumentParser
import Console
import Engine
import EventLog
import Notifications

/// `payroll-demo rebuild`.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make the log's indexes again from its events.",
        discussion: """
            Status, labels and wake-ups are indexes: they say nothing that the events do not. This drops them and makes them again, all or nothing. No engine may run meanwhile.

            EXAMPLES
              payroll-demo rebuild --store sqlite:payroll.sqlite
              payroll-demo rebuild --store postgres://payroll@db.example/payroll
            """)

    @OptionGroup var log: LogOptions

    func run() async throws {
        try await exiting {
            try await log.writing { open, _ in
                guard let store = open.rebuildable else {
                    throw CommandFailure("a log in memory has nothing to rebuild")
                }
                let count = try await store.rebuildIndexes(with: DaybookIndexer())
                Terminal().line("The indexes of \(count.grouped) streams were made again.")
                return RunExit.paid
            }
        }
    }
}
