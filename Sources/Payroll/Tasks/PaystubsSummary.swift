/// What `generatePaystubs` made, and the input of `generateReport`: names, counts and sums.
public struct PaystubsSummary: Codable, Sendable, Equatable {
    /// Sums over all employees, in dollars and hours, as decimal texts like `1234.50`.
    public struct Totals: Codable, Sendable, Equatable {
        /// Hours worked.
        public let hours: String
        /// Hours over the weekly limit, within `hours`.
        public let overtimeHours: String
        /// Everything earned.
        public let gross: String
        /// Everything withheld.
        public let deductions: String
        /// What is paid out.
        public let net: String
    }

    /// What the timesheet was split into.
    public let timesheet: SplitSummary
    /// The directory with one PDF for each employee.
    public let paystubs: String
    /// The roll-up: one CSV line for each employee.
    public let rollup: String
    /// The sums.
    public let totals: Totals
}
