/// The format of `report.csv`: a line for each week, each job, and the total. What a line has no figure for stays empty:
/// overtime is a matter of weeks, not of jobs.
enum ReportCSV {
    static let header = [
        "section", "item", "employees", "hours", "overtime_hours", "straight_time", "overtime_premium", "gross",
        "social_security", "medicare", "federal_income_tax", "net",
    ]

    static func bytes(_ aggregate: PayrollAggregate) -> [UInt8] {
        var csv = CSVLine()
        csv.record(header)
        for (week, sums) in aggregate.weeks {
            csv.record(["week", week.description, String(sums.employees)] + fields(sums.totals))
        }
        for (name, sums) in aggregate.jobs {
            let hours = sums.hours.plainText()
            let amount = sums.straightTime.plainText()
            csv.record(["job", name, String(sums.employees), hours, "", amount, "", "", "", "", "", ""])
        }
        csv.record(["total", "", String(aggregate.employees)] + fields(aggregate.totals))
        return csv.bytes
    }

    private static func fields(_ totals: PayTotals) -> [String] {
        let deductions = totals.deductions
        let amounts = [
            totals.hours, totals.overtimeHours, totals.straightTime, totals.overtimePremium, totals.gross,
            deductions.socialSecurity, deductions.medicare + deductions.additionalMedicare,
            deductions.federalIncomeTax, totals.net,
        ]
        return amounts.map { $0.plainText() }
    }
}
