import ArgumentParser
import Engine
import EventLog
import FoundationEssentials
import JSON
import Payroll

/// `payroll-demo run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Pay a timesheet: paystubs, roll-up, report, mail.",
        discussion: """
            The timesheet is a CSV file with the columns employee_id, name, email, job, work_date, hours and hourly_rate.
            Ends with 0 when the payroll is done, 1 when it failed (the error topic has the cause then), 2 when the
            program could not run it, 3 when it was interrupted: `payroll-demo resume` goes on with it.

            EXAMPLES
              payroll-demo run timesheet.csv
              payroll-demo run timesheet.csv --out may --store sqlite:payroll.sqlite
              payroll-demo run timesheet.csv --timeout-once generateReport
              payroll-demo run timesheet.csv --fail generatePaystubs=Printer.OutOfPaper
            """)

    @Argument(help: "The timesheet.")
    var timesheet: String

    @Option(name: .long, help: "The directory that receives what the run writes.")
    var out = "payroll-out"

    @Option(name: .long, help: "The rates; by default rates.json beside the timesheet, or those of 2026.")
    var rates: String?

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var failures: FailureOptions

    func run() async throws {
        let code = try await reportingFailures { try await pay() }
        if code != 0 { throw ExitCode(code) }
    }

    private func pay() async throws -> Int32 {
        let input = ProcessDataInput(
            timesheet: timesheet.absolutePath, out: out.absolutePath,
            rates: try PayrollMachine.rates(named: rates, timesheet: timesheet, out: out))
        let text = try JSONValueEncoder().encode(input).text
        let open = try await storeOptions.open(out: out)
        let service = try await PayrollService(
            open, configuration: storeOptions.engineConfiguration, failures: failures, out: out)
        let outcome = ExitCodeBox()
        try await service.run {
            let start = try await service.engine.start(PayrollMachine.name, input: text, startedBy: "payroll-demo run")
            outcome.set(try await RunFollower(service: service).follow(start.execution))
        }
        await open.close()
        return outcome.value
    }
}
