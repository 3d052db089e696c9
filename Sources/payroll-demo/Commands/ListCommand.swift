public import ArgumentParser
public import Engine
import EventLog

/// `payroll-demo list`.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the runs in the log, newest first.",
        discussion: """
            EXAMPLES
              payroll-demo list
              payroll-demo list --status RUNNING --store sqlite:payroll.sqlite
            """)

    @Option(name: .long, help: "Only runs with this status: RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED.")
    var status: ExecutionStatus?

    @Option(name: .long, help: "The most runs to list.")
    var limit = 100

    @OptionGroup var log: LogOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1") }
    }

    func run() async throws {
        let code = try await reportingFailures {
            try await log.reading { _, client in
                var count = 0
                try await client.forEachExecution(status: status) { summary in
                    let started = summary.createdAt.map(\.millisecondText) ?? ""
                    let status = summary.status.rawValue
                    let padding = String(repeating: " ", count: max(1, 11 - status.count))
                    print("\(summary.stream.uuid.text)  \(started)  \(status)\(padding)\(summary.labels["name"] ?? "")")
                    count += 1
                    return count < limit
                }
                if count == 0 { print("There are no runs.") }
                return RunExit.paid
            }
        }
        if code != 0 { throw ExitCode(code) }
    }
}

extension ExecutionStatus: ExpressibleByArgument {}
