/// The three tasks of the payroll's state machine, as plain functions from input to output.
///
/// Each reads the rates again from the file that its input names, writes all its files or none, and writes the same bytes
/// when it is run again on the same input.
public enum PayrollTasks {
    /// `processData`: checks a timesheet and splits it by employee.
    public static func processData(
        _ input: ProcessDataInput, control: TaskControl = TaskControl()
    ) throws(PayrollError) -> SplitSummary {
        let rates = try rates(input.ratesPath)
        return try TimesheetSplitter(input, year: rates.year, control: control).run()
    }

    /// `generatePaystubs`: computes pay, writes the paystubs and the roll-up.
    public static func generatePaystubs(
        _ input: SplitSummary, control: TaskControl = TaskControl()
    ) throws(PayrollError) -> PaystubsSummary {
        try PaystubWriter(input, rates: rates(input.rates), control: control).run()
    }

    /// `generateReport`: writes the owner's report.
    public static func generateReport(
        _ input: PaystubsSummary, control: TaskControl = TaskControl()
    ) throws(PayrollError) -> ReportSummary {
        try ReportWriter(input, rates: rates(input.timesheet.rates), control: control).run()
    }

    private static func rates(_ path: String) throws(PayrollError) -> Rates {
        do {
            return try Rates(contentsOf: path)
        } catch {
            throw .rates(error)
        }
    }
}
