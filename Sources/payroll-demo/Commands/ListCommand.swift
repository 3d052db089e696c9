import ArgumentParser
import Console
import Engine
import EventLog

/// `payroll-demo list`.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the runs in the log, newest first.",
        discussion: """
            One line a run: its id, when it started, its status and its name. The machine ends SUCCEEDED also where it sent the mail of a failure: then the line ends with the state whose failure was caught. STUCK are runs that need a person, which payroll-demo resume tries again.

            EXAMPLES
              payroll-demo list
              payroll-demo list --status RUNNING --store sqlite:payroll.sqlite
              payroll-demo list --store 'service=payroll'
            """)

    @Option(name: .long, help: "Only runs with this status: RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED or STUCK.")
    var status: RunStatus?

    @Option(name: .long, help: "The most runs to list.")
    var limit = 100

    @OptionGroup var log: LogOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1") }
    }

    func run() async throws {
        try await exiting {
            try await log.reading { _, client in
                let terminal = Terminal()
                var count = 0
                try await client.forEachExecution(status: status?.streamStatus) { summary in
                    terminal.line(line(summary, await note(summary, client)))
                    count += 1
                    return count < limit && !terminal.isClosed
                }
                if count == 0 { terminal.line("There are no runs.") }
                return RunExit.paid
            }
        }
    }

    private func line(_ summary: StreamSummary, _ note: String?) -> String {
        let started = summary.createdAt.map(\.millisecondText) ?? ""
        let status = summary.status.rawValue
        let padding = String(repeating: " ", count: max(1, 11 - status.count))
        let name = summary.labels["name"] ?? ""
        return "\(summary.stream.uuid.text)  \(started)  \(status)\(padding)\(name)" + (note.map { "  \($0)" } ?? "")
    }

    /// What the status does not say: it is read off the fold of the run's events.
    private func note(_ summary: StreamSummary, _ client: ExecutionClient) async -> String? {
        if let parked = summary.parked { return "stuck: \(parked)" }
        guard summary.status != RunStatus.running.streamStatus else { return nil }
        do {
            let description = try await client.describe(summary.stream)
            let caught = description.caught.map(\.state)
            return caught.isEmpty ? description.error : "caught \(caught.joined(separator: ", "))"
        } catch {
            return "unreadable"
        }
    }
}
