/// The columns of a timesheet, by the names its header must have.
public enum TimesheetColumn: String, Sendable, CaseIterable {
    /// Who worked: the key of an employee.
    case employeeID = "employee_id"
    /// The employee's name, as it is printed.
    case name
    /// Where the employee's paystub may be sent.
    case email
    /// What was worked as.
    case job
    /// The day, `YYYY-MM-DD`.
    case workDate = "work_date"
    /// Hours, 0 to 24, with at most four decimals.
    case hours
    /// US dollars an hour, with at most four decimals.
    case hourlyRate = "hourly_rate"
}
