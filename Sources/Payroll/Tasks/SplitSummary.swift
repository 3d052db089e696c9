/// What `processData` made, and the input of `generatePaystubs`: names and numbers, no payroll data.
public struct SplitSummary: Codable, Sendable, Equatable {
    /// The timesheet's path, as it was given.
    public let timesheet: String
    /// The directory that receives everything the run writes.
    public let out: String
    /// The path of the rates the timesheet was checked against.
    public let rates: String
    /// The timesheet's content, by its SHA-256 in hexadecimal digits.
    public let timesheetSHA256: String
    /// The content of the rates, by its SHA-256 in hexadecimal digits.
    public let ratesSHA256: String
    /// The directory with `index.csv` and `employees/`, one CSV for each employee.
    public let split: String
    /// How many employees the timesheet has.
    public let employees: Int
    /// How many lines of work it has.
    public let lines: Int
    /// The first day worked, `YYYY-MM-DD`.
    public let firstWorkDate: String
    /// The last day worked, `YYYY-MM-DD`.
    public let lastWorkDate: String
}
