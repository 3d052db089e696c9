import ArgumentParser
import Engine
import EventLog
import FoundationEssentials

/// `payroll-demo resume`.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with every run that was interrupted.",
        discussion: """
            Finds the executions in the log that have not ended, takes them over, and runs them to their ends. Mail that was
            not delivered is delivered. Ends with 0 when all were paid, 1 when one failed.

            EXAMPLES
              payroll-demo resume
              payroll-demo resume --store sqlite:payroll.sqlite
            """)

    @OptionGroup var log: LogOptions
    @OptionGroup var failures: FailureOptions

    func run() async throws {
        let code = try await reportingFailures {
            try await log.reading { open, _ in try await resume(open) }
        }
        if code != 0 { throw ExitCode(code) }
    }

    private func resume(_ open: OpenStore) async throws -> Int32 {
        let service = try await PayrollService(
            open, configuration: log.storeOptions.engineConfiguration, failures: failures, out: log.out)
        let result = ExitCodeBox()
        try await service.run {
            var interrupted: [StreamID] = []
            try await service.engine.client.forEachExecution(status: .running, newestFirst: false) { summary in
                interrupted.append(summary.stream)
                return true
            }
            let terminal = Terminal()
            if interrupted.isEmpty { terminal.line("Nothing was interrupted.") }
            for execution in interrupted {
                terminal.line("Going on with \(execution.uuid.text)")
                result.set(try await RunFollower(service: service).follow(execution))
            }
            guard try await service.settleMail() else {
                terminal.line("Interrupted. Go on with: payroll-demo resume")
                return result.set(RunExit.interrupted)
            }
            result.set(RunExit.paid)
        }
        return result.value
    }
}
