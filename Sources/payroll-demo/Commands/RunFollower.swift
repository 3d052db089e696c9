import Engine
import EventLog

/// Follows executions on the terminal to their ends.
struct RunFollower: Sendable {
    let service: PayrollService
    let terminal = Terminal()

    /// Shows the execution and its summary; the answer is the command's exit code.
    func follow(_ execution: StreamID, prefix: String = "") async throws -> Int32 {
        let printer = ProgressPrinter(terminal: terminal, board: service.board, prefix: prefix)
        let outcome = try await withThrowingTaskGroup(of: RunOutcome?.self) { group in
            group.addTask {
                await printer.animate(execution)
                return nil
            }
            let outcome = try await service.follow(execution, printer)
            group.cancelAll()
            try await group.waitForAll()
            return outcome
        }
        guard let outcome else {
            terminal.line("Interrupted. Go on with: payroll-demo resume")
            return RunExit.interrupted
        }
        SummaryPrinter(terminal: terminal).print(outcome)
        return outcome.isPaid ? RunExit.paid : RunExit.failed
    }
}
