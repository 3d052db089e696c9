/// The three tasks of the payroll's state machine, as plain functions from input to output.
///
/// Each reads the rates again from the file that its input names, writes all its files or none, and writes the same bytes
/// when it is run again on the same input. One task at a time has an output directory, and what stands there from another
/// run is never taken for its own.
public enum PayrollTasks {
    /// `processData`: checks a timesheet and splits it by employee.
    ///
    /// What another timesheet or other rates left in the output directory is set aside first, also where this timesheet is
    /// refused then: whatever stands there afterwards belongs to this run.
    public static func processData(
        _ input: ProcessDataInput, control: TaskControl = TaskControl()
    ) throws(PayrollError) -> SplitSummary {
        let sources = PayrollSources(input)
        let existing = try RunDirectory.existing(input.out, control: control)
        try PayrollError.fileSeam { () throws(FileError) in try existing?.setAside(unlessMadeOf: sources.stamp) }
        let splitter = TimesheetSplitter(
            input, year: try sources.rates.get().year, stamp: try sources.checkedStamp(), control: control)
        // Before the directory is made: what is no timesheet leaves no trace.
        try splitter.checkHeader()
        let directory = if let existing { existing } else { try RunDirectory.made(input.out, control: control) }
        return try directory.holding { () throws(PayrollError) in
            // Once more, for a directory that another run made since.
            try PayrollError.fileSeam { () throws(FileError) in try directory.setAside(unlessMadeOf: sources.stamp) }
            return try splitter.run()
        }
    }

    /// `generatePaystubs`: computes pay, writes the paystubs and the roll-up.
    public static func generatePaystubs(
        _ input: SplitSummary, control: TaskControl = TaskControl()
    ) throws(PayrollError) -> PaystubsSummary {
        let rates = try rates(of: input)
        let directory = try RunDirectory(input.out, control: control)
        return try directory.holding { () throws(PayrollError) in
            try directory.check(input)
            return try PaystubWriter(input, rates: rates, control: control).run()
        }
    }

    /// `generateReport`: writes the owner's report.
    public static func generateReport(
        _ input: PaystubsSummary, control: TaskControl = TaskControl()
    ) throws(PayrollError) -> ReportSummary {
        let rates = try rates(of: input.timesheet)
        let directory = try RunDirectory(input.timesheet.out, control: control)
        return try directory.holding { () throws(PayrollError) in
            try directory.check(input.timesheet)
            return try ReportWriter(input, rates: rates, control: control).run()
        }
    }

    /// The rates that the run began with: a run that changes them on its way would pay some by these and some by those.
    private static func rates(of summary: SplitSummary) throws(PayrollError) -> Rates {
        do throws(RatesError) {
            let (rates, sha256) = try Rates.load(summary.rates)
            guard sha256 == summary.ratesSHA256 else {
                throw RatesError(file: summary.rates, "was changed since processData read it")
            }
            return rates
        } catch {
            throw .rates(error)
        }
    }
}
