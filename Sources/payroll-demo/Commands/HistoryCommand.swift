import ArgumentParser
import Engine
import EventLog

/// `payroll-demo history`.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Print every event of a run.",
        discussion: """
            One line an event: its version, its time, its type, and its payload, which is the text that is stored and hashed.
            With --verify the hash chain is followed first, and a break is named.

            EXAMPLES
              payroll-demo history 0192f0c1
              payroll-demo history 0192f0c1 --verify
            """)

    @Argument(help: "The run: its id, the beginning of it, or its name.")
    var id: String

    @Flag(name: .long, help: "Follow the hash chain; ends with 1 where it is broken.")
    var verify = false

    @OptionGroup var log: LogOptions

    func run() async throws {
        let code = try await reportingFailures {
            try await log.reading { open, client in
                let execution = try await client.find(id)
                let events = try await open.store.readAll(execution)
                for event in events {
                    let version =
                        String(repeating: " ", count: max(0, 4 - "\(event.version)".count)) + "\(event.version)"
                    let type = event.type.rawValue
                    let padding = String(repeating: " ", count: max(1, 24 - type.count))
                    print(
                        "\(version)  \(event.recordedAt.millisecondText)  \(type)\(padding)"
                            + String(decoding: event.payload, as: UTF8.self))
                }
                guard verify else { return RunExit.paid }
                do {
                    let head = try HashChain.verify(events)
                    print("The chain holds: \(events.count) events, head \(head.hash)")
                    return RunExit.paid
                } catch {
                    print("\(error)")
                    return RunExit.failed
                }
            }
        }
        if code != 0 { throw ExitCode(code) }
    }
}
