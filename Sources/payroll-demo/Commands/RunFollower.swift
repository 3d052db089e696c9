import Console
import EventLog

/// Follows executions on the terminal to their ends.
struct RunFollower: Sendable {
    let service: PayrollService
    let terminal: Terminal
    let live: LiveLine
    /// The command that goes on with what was interrupted; `nil` where nothing can.
    let resumption: String?

    init(service: PayrollService, resumption: String?) {
        self.service = service
        self.resumption = resumption
        terminal = Terminal()
        live = LiveLine(terminal: terminal, board: service.board)
    }

    /// Shows the execution and its summary; the answer is the command's exit code.
    func follow(_ execution: StreamID, prefix: String = "") async throws -> Int32 {
        let printer = ProgressPrinter(terminal: terminal, live: live, board: service.board, prefix: prefix)
        defer { printer.end(execution) }
        guard let outcome = try await service.follow(execution, printer) else {
            return interrupted(prefix: prefix)
        }
        SummaryPrinter(terminal: terminal, prefix: prefix, resumption: resumption).print(outcome)
        return outcome.isPaid ? RunExit.paid : RunExit.failed
    }

    /// Says how to go on.
    func interrupted(prefix: String = "") -> Int32 {
        terminal.line(
            prefix
                + (resumption.map { "Interrupted. Go on with: \($0)" } ?? "Interrupted. A log in memory ends with it."))
        return RunExit.interrupted
    }
}
