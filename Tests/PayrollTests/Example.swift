import FoundationEssentials
import Payroll
import Testing

/// The payroll that comes with the project.
enum Example {
    static let directory: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/") + "/Examples/payroll"
    }()

    static let timesheet = "\(directory)/timesheet.csv"
    static let ratesFile = "\(directory)/rates.json"

    static func rates() throws -> Rates {
        try Rates(contentsOf: ratesFile)
    }

    static func money(_ text: String) throws -> Decimal {
        try #require(Decimal(string: text))
    }

    /// Runs the three tasks.
    @discardableResult
    static func run(_ timesheet: String, into out: String) throws -> ReportSummary {
        let input = ProcessDataInput(timesheet: timesheet, out: out, rates: ratesFile)
        let split = try PayrollTasks.processData(input)
        return try PayrollTasks.generateReport(PayrollTasks.generatePaystubs(split))
    }
}
