/// What one employee is paid for a timesheet.
package struct EmployeePay: Sendable, Equatable {
    /// Who.
    package let employee: Employee
    /// The pay periods, by time.
    package let weeks: [PayWeek]
    /// The sums over all weeks.
    package var totals: PayTotals { weeks.last?.yearToDate ?? PayTotals() }
}
