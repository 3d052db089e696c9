import ArgumentParser
import Engine
import EventLog
import FoundationEssentials
import JSON
import Payroll

/// `payroll-demo watch`.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Pay each timesheet that is dropped into a folder, once.",
        discussion: """
            A file is taken when it has stopped growing. What was paid is known by its content: the same timesheet under
            another name, or after a restart, is not paid again. Runs until interrupted; SIGTERM lets running tasks end, and
            what has not ended goes on at the next start.

            EXAMPLES
              payroll-demo watch inbox/
              payroll-demo watch inbox/ --out paid --store sqlite:payroll.sqlite
            """)

    @Argument(help: "The folder.")
    var folder: String

    @Option(name: .long, help: "The directory that receives what the runs write, a directory for each.")
    var out = "payroll-out"

    @Option(name: .long, help: "The rates; by default rates.json in the folder, or those of 2026.")
    var rates: String?

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var failures: FailureOptions

    func run() async throws {
        let code = try await reportingFailures { try await watch() }
        if code != 0 { throw ExitCode(code) }
    }

    private func watch() async throws -> Int32 {
        let folder = folder.absolutePath
        _ = try FolderWatcher(folder: folder)
        let ratesPath = try PayrollMachine.rates(named: rates, timesheet: folder + "/any.csv", out: out)
        let open = try await storeOptions.open(out: out)
        let service = try await PayrollService(
            open, configuration: storeOptions.engineConfiguration, failures: failures, out: out)
        let out = out.absolutePath
        let terminal = Terminal()
        terminal.line("Watching \(folder). End with Ctrl-C.")
        try await service.run {
            var watcher = try FolderWatcher(folder: folder)
            try await withThrowingDiscardingTaskGroup { group in
                while let file = await watcher.nextFile() {
                    do {
                        let start = try await TimesheetStarter(service: service, out: out, rates: ratesPath).start(file)
                        guard start.isNew else {
                            terminal.line("\(file.name): paid before, as \(start.execution.uuid.text)")
                            continue
                        }
                        terminal.line("\(file.name): started \(start.execution.uuid.text)")
                        group.addTask {
                            _ = try await RunFollower(service: service).follow(
                                start.execution, prefix: "\(file.name): ")
                        }
                    } catch let error as EngineError {
                        terminal.line("\(file.name): \(error)")
                    }
                }
            }
        }
        await open.close()
        return RunExit.paid
    }
}
