/// Why one of the payroll's tasks failed.
@nonexhaustive public enum PayrollError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The timesheet is refused.
    case timesheet(TimesheetError)
    /// The rates are refused.
    case rates(RatesError)
    /// A file cannot be read or written.
    case file(FileError)
    /// What an earlier task wrote does not agree with what this one computes.
    case inconsistent(String)
    /// What stands in the output directory was made of another timesheet or by other rates.
    case otherRun(String)
    /// The task was cancelled; it left nothing behind.
    case cancelled

    /// A name for the error that a state machine's `Retry` and `Catch` can match.
    public var name: String {
        switch self {
        case .timesheet: "TimesheetError"
        case .rates: "RatesError"
        case .file: "FileError"
        case .inconsistent: "InconsistentPayroll"
        case .otherRun: "FilesOfAnotherRun"
        case .cancelled: "Cancelled"
        }
    }

    /// What is wrong, beginning with the file.
    public var description: String {
        switch self {
        case .timesheet(let error): error.description
        case .rates(let error): error.description
        case .file(let error): error.description
        case .inconsistent(let reason), .otherRun(let reason): reason
        case .cancelled: "the task was cancelled"
        }
    }

    /// Names the seam an error came through.
    static func timesheetSeam<Result>(
        _ body: () throws(TimesheetError) -> Result
    ) throws(PayrollError) -> Result {
        do { return try body() } catch { throw .timesheet(error) }
    }

    /// Names the seam an error came through.
    static func fileSeam<Result>(_ body: () throws(FileError) -> Result) throws(PayrollError) -> Result {
        do { return try body() } catch { throw .file(error) }
    }
}
