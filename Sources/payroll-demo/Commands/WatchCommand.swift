import Console
import ArgumentParser
import Engine
import EventLog

/// `payroll-demo watch`.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Pay each timesheet that is dropped into a folder, once.",
        discussion: """
            A file is taken when it has not changed for two seconds and nobody has it open for writing; an empty one, when it is a minute old. Its run has a copy of it and of the rates. What was paid is known by its content: the same timesheet under another name, or after a restart, is not paid again. A timesheet that cannot be started is told of and tried again. Runs until interrupted; SIGTERM lets running tasks end, and what has not ended goes on at the next start.

            EXIT CODES
              0   it was told to end
              2   the program could not do its work
              64  the command line is wrong

            EXAMPLES
              payroll-demo watch inbox/
              payroll-demo watch inbox/ --out paid --store sqlite:payroll.sqlite
              payroll-demo watch inbox/ --out paid --store postgres://payroll@db.example/payroll
            """)

    @Argument(help: "The folder.")
    var folder: String

    @Option(
        name: .long,
        help: "The directory that receives what the runs write, a directory for each, but for the mail: see --store.")
    var out = LogOptions.defaultOut

    @Option(name: .long, help: "The rates. (default: rates.json in the folder, or those of 2026)")
    var rates: String?

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var mail: MailOptions
    @OptionGroup var failures: FailureOptions

    func validate() throws {
        try Empty.refuse(folder, "<folder>")
        try Empty.refuse(out, "--out")
        try Empty.refuse(rates, "--rates")
    }

    func run() async throws {
        try await exiting { try await watch() }
    }

    private func watch() async throws -> Int32 {
        let folder = folder.absolutePath
        let watcher = try FolderWatcher(folder: folder)
        _ = try RatesSource(named: rates, beside: folder).bytes()
        let open = try await storeOptions.open(out: out)
        let service = try await PayrollService(
            open, options: storeOptions, mail: mail, failures: failures, out: out)
        let follower = RunFollower(service: service, resumption: storeOptions.resumption(out: out, mail: mail))
        let starter = TimesheetStarter(
            engine: service.engine, out: out.absolutePath, rates: rates?.absolutePath)
        try await service.run {
            // Not before: until the service runs, a signal kills.
            follower.terminal.line("Watching \(folder). End with Ctrl-C.")
            try await follower.live.showing { await follow(watcher, starter, follower) }
        }
        await open.close()
        return RunExit.paid
    }

    private func follow(_ watcher: FolderWatcher, _ starter: TimesheetStarter, _ follower: RunFollower) async {
        var watcher = watcher
        await withDiscardingTaskGroup { group in
            while let finding = await watcher.next() {
                switch finding {
                case .trouble(let trouble): follower.terminal.line(trouble)
                case .file(let file):
                    do {
                        let start = try await starter.start(file)
                        watcher.markKnown(file)
                        guard try await announce(start, file, starter, follower) else { continue }
                        group.addTask { await follow(start.execution, file, follower) }
                    } catch {
                        // It is not known, so the next look tries it again.
                        guard !Task.isCancelled else { return }
                        let trouble = "\(file.name): \(ErrorLine(error))"
                        if watcher.isNews(trouble, of: file.path) { follower.terminal.line(trouble) }
                    }
                }
            }
        }
    }

    /// Says what becomes of a file; whether there is a run to follow.
    private func announce(
        _ start: StartResult, _ file: FolderWatcher.File, _ starter: TimesheetStarter, _ follower: RunFollower
    ) async throws -> Bool {
        let id = start.execution.uuid.text
        guard !start.isNew else {
            follower.terminal.line("\(file.name): started \(id)")
            return true
        }
        let isRunning = try await starter.engine.client.describe(start.execution).status == .running
        follower.terminal.line("\(file.name): \(isRunning ? "started before, goes on" : "paid before,") as \(id)")
        return isRunning
    }

    private func follow(_ execution: StreamID, _ file: FolderWatcher.File, _ follower: RunFollower) async {
        do {
            _ = try await follower.follow(execution, prefix: "\(file.name): ")
        } catch {
            follower.terminal.line("\(file.name): \(ErrorLine(error))")
        }
    }
}
