/// What `generateReport` made: the end of the payroll.
public struct ReportSummary: Codable, Sendable, Equatable {
    /// What the paystubs were made of, and their sums.
    public let payroll: PaystubsSummary
    /// The report for the owner as CSV.
    public let reportCSV: String
    /// The report for the owner as PDF.
    public let reportPDF: String
}
