import ArgumentParser
import Console

/// The payroll run, as a program: the machine of `Examples/payroll/payroll.asl.json` with its three tasks and its mail.
@main
struct PayrollDemo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payroll-demo",
        abstract: "Runs a payroll from a timesheet, durably: kill it anywhere, resume it, and read its log.",
        discussion: """
            A run writes paystubs, a roll-up and a report, and mails the owner. Everything that happens is an event in the store, in the order it happened; a run that was interrupted goes on from there.

            EXAMPLES
              payroll-demo run timesheet.csv
              payroll-demo run timesheet.csv --fail generatePaystubs
              payroll-demo watch inbox/
              payroll-demo resume
              payroll-demo history last
            """,
        subcommands: [
            RunCommand.self, WatchCommand.self, ResumeCommand.self, ListCommand.self, HistoryCommand.self,
            GraphCommand.self, RebuildCommand.self,
        ])

    static func main() async {
        StandardStream.ignoreSignals()
        await main(nil)
    }
}
