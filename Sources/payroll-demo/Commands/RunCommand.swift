import ArgumentParser
import Engine
import EventLog
import JSON
import Payroll

/// `payroll-demo run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Pay a timesheet: paystubs, roll-up, report, mail.",
        discussion: """
            The timesheet is a CSV file with the columns employee_id, name, email, job, work_date, hours and hourly_rate. It is read where it lies until the run has split it: what is to go on after a kill needs it until then, and the rates to the end.

            What an earlier run of another timesheet left in --out is moved to earlier-… there, and the set before that one is removed, but no whole payroll for a part of one. A directory of a run that has not ended is refused. Runs of the same log that were interrupted go on beside this one, as they would with payroll-demo resume; the exit code is that of this run.

            \(RunExit.table)

            EXAMPLES
              payroll-demo run timesheet.csv
              payroll-demo run timesheet.csv --out may --store sqlite:payroll.sqlite
              payroll-demo run timesheet.csv --store postgres://payroll@db.example/payroll
              payroll-demo run timesheet.csv --smtp smtp://mail.example.org --from pay@example.org \\
                --notify success=owner@example.org --notify error=admin@example.org
              payroll-demo run timesheet.csv --machine jsonata
              payroll-demo run timesheet.csv --timeout-once generateReport
              payroll-demo run timesheet.csv --fail generatePaystubs=Printer.OutOfPaper
            """)

    @Argument(help: "The timesheet.")
    var timesheet: String

    @Option(name: .long, help: "The directory that receives what the run writes, but for the mail: see --store.")
    var out = LogOptions.defaultOut

    @Option(name: .long, help: "The rates. (default: rates.json beside the timesheet, or those of 2026)")
    var rates: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The machine: payroll.asl.json, or payroll.jsonata.asl.json, which does the same with JSONata and variables.",
            valueName: "jsonpath|jsonata"))
    var machine = MachineLanguage.jsonpath

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var mail: MailOptions
    @OptionGroup var failures: FailureOptions

    func validate() throws {
        try Empty.refuse(timesheet, "<timesheet>")
        try Empty.refuse(out, "--out")
        try Empty.refuse(rates, "--rates")
    }

    func run() async throws {
        try await exiting { try await pay() }
    }

    private func pay() async throws -> Int32 {
        let timesheet = timesheet.absolutePath
        let rates = RatesSource(named: rates, beside: timesheet.parentDirectory)
        let open = try await storeOptions.open(out: out)
        let client = ExecutionClient(store: open.store, configuration: storeOptions.engineConfiguration)
        let resumption = storeOptions.resumption(out: out, mail: mail)
        try await client.refuseUnfinished(in: out.absolutePath, resumption: resumption)
        // Looked for before the engine runs, which takes them over as soon as it does.
        let others = try await client.executions(.running).map(\.stream)
        let input = ProcessDataInput(
            timesheet: timesheet, out: out.absolutePath, rates: try rates.path(out: out.absolutePath))
        let text = try JSONValueEncoder().encode(input).text
        let service = try await PayrollService(
            open, options: storeOptions, mail: mail, failures: failures, out: out, machine: machine)
        let follower = RunFollower(service: service, resumption: resumption)
        let outcome = ExitCodeBox()
        try await service.run {
            let start = try await service.engine.start(PayrollMachine.name, input: text, startedBy: "payroll-demo run")
            let companions = RunCompanions(others, follower: follower)
            try await follower.live.showing {
                try await companions.telling { outcome.set(try await follower.follow(start.execution)) }
            }
        }
        await open.close()
        return outcome.value
    }
}
