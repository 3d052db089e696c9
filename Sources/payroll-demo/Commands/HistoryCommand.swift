import ArgumentParser
import Console
import Engine
import EventLog

/// `payroll-demo history`.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Print every event of a run.",
        discussion: """
            One line an event: its version, its time, its type, and its payload, which is the text that is stored and hashed. The events are printed as they are stored. With --verify the hash chain is followed when all of them are printed, and the last line says whether it holds or at which event it is broken.

            EXIT CODES
              0   the events were printed, and with --verify the chain holds
              1   the chain is broken
              2   the program could not do its work
              64  the command line is wrong

            EXAMPLES
              payroll-demo history last
              payroll-demo history 0192f0c1 --verify
              payroll-demo history last --verify --store postgres://payroll@db.example/payroll
            """)

    @Argument(help: ArgumentHelp(ExecutionClient.idHelp))
    var id: String

    @Flag(name: .long, help: "Follow the hash chain after the last event; ends with 1 where it is broken.")
    var verify = false

    @OptionGroup var log: LogOptions

    func validate() throws {
        try Empty.refuse(id, "<id>")
    }

    func run() async throws {
        try await exiting {
            try await log.reading { open, client in
                let execution = try await client.find(id)
                let events = try await open.store.readAll(execution)
                guard !events.isEmpty else { throw EngineError.executionDoesNotExist(execution) }
                let terminal = Terminal()
                for event in events where !terminal.isClosed { terminal.line(line(event)) }
                guard verify else { return RunExit.paid }
                do {
                    let head = try HashChain.verify(events)
                    terminal.line("The chain holds: \(events.count) events, head \(head.hash)")
                    return RunExit.paid
                } catch {
                    terminal.line("\(error)")
                    return RunExit.failed
                }
            }
        }
    }

    private func line(_ event: RecordedEvent) -> String {
        let version = String(repeating: " ", count: max(0, 4 - "\(event.version)".count)) + "\(event.version)"
        let type = event.type.rawValue
        let padding = String(repeating: " ", count: max(1, 24 - type.count))
        return "\(version)  \(event.recordedAt.millisecondText)  \(type)\(padding)"
            + String(decoding: event.payload, as: UTF8.self)
    }
}
