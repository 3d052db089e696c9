import ArgumentParser
import Console
import Engine
import EventLog

/// `payroll-demo resume`.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with every run that was interrupted or is stuck.",
        discussion: """
            Finds the executions in the log that have not ended, takes them over, and runs them to their ends. Those that are stuck, because workers died on them again and again or nobody could do their work, are tried again. Mail that was not delivered is offered again at once.

            \(RunExit.table)

            EXAMPLES
              payroll-demo resume
              payroll-demo resume --store sqlite:payroll.sqlite
              payroll-demo resume --store postgres://payroll@db.example/payroll
            """)

    @OptionGroup var log: LogOptions
    @OptionGroup var mail: MailOptions
    @OptionGroup var failures: FailureOptions

    func run() async throws {
        try await exiting {
            try await log.writing { open, _ in try await resume(open) }
        }
    }

    private func resume(_ open: OpenStore) async throws -> Int32 {
        let service = try await PayrollService(
            open, options: log.storeOptions, mail: mail, failures: failures, out: log.out)
        let follower = RunFollower(service: service, resumption: log.storeOptions.resumption(out: log.out, mail: mail))
        let result = ExitCodeBox()
        try await service.run {
            try await follower.live.showing { try await resume(service, follower, result) }
        }
        return result.value
    }

    private func resume(_ service: PayrollService, _ follower: RunFollower, _ result: ExitCodeBox) async throws {
        let terminal = follower.terminal
        let client = service.engine.client
        let interrupted = try await client.executions(.running)
        let stuck = try await client.executions(.stuck)
        if interrupted.isEmpty, stuck.isEmpty { terminal.line("Nothing was interrupted.") }
        do {
            try await service.hurryMail()
        } catch {
            // It comes by itself later, and no run waits for it.
            terminal.line("Mail that waits for its next attempt waits on: \(ErrorLine(error))")
        }
        for summary in stuck {
            let execution = summary.stream
            await reporting(execution, terminal, result) {
                try await client.unpark(execution, requestedBy: "payroll-demo resume")
                terminal.line("Trying again \(execution.uuid.text), which was stuck: \(summary.parked ?? "no reason")")
            }
        }
        for summary in interrupted + stuck {
            let execution = summary.stream
            await reporting(execution, terminal, result) {
                terminal.line("Going on with \(execution.uuid.text)")
                result.set(try await follower.follow(execution))
            }
        }
        guard try await service.settleMail() else { return result.set(follower.interrupted()) }
        result.set(RunExit.paid)
    }

    /// What cannot be read of one run must not keep the others from going on.
    private func reporting(
        _ execution: StreamID, _ terminal: Terminal, _ result: ExitCodeBox, _ body: () async throws -> Void
    ) async {
        do {
            try await body()
        } catch {
            terminal.line("\(execution.uuid.text): \(ErrorLine(error))")
            result.set(RunExit.impossible)
        }
    }
}
