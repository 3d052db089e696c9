import Payroll
import Testing

@Suite struct WorkDateTests {
    /// Weeks by the examples of ISO 8601: a year's first week is that of its first Thursday.
    @Test(arguments: [
        ("1970-01-01", 0, "1970-W01"), ("2026-01-01", 20454, "2026-W01"), ("2025-12-29", 20451, "2026-W01"),
        ("2025-12-28", 20450, "2025-W52"), ("2026-12-31", 20818, "2026-W53"), ("2027-01-03", 20821, "2026-W53"),
        ("2027-01-04", 20822, "2027-W01"), ("2024-02-29", 19782, "2024-W09"), ("2000-02-29", 11016, "2000-W09"),
        ("2008-12-30", 14243, "2009-W01"), ("2010-01-03", 14612, "2009-W53"), ("1969-12-31", -1, "1970-W01"),
        ("1900-01-01", -25567, "1900-W01"),
    ])
    func daysHaveTheirNumberAndWeek(_ text: String, _ dayNumber: Int, _ week: String) throws {
        let date = try #require(WorkDate(text.utf8))
        #expect(date.dayNumber == dayNumber)
        #expect(date.description == text)
        #expect(date.week.description == week)
    }

    @Test(arguments: [
        "2026-02-29", "2026-02-30", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2026-1-1",
        "26-01-01", "2026/01/01", "2026-01-01T", "2026-01-1x", "", "0000-01-01", "１９７０-01-01",
    ])
    func whatIsNoDayIsRefused(_ text: String) {
        #expect(WorkDate(text.utf8) == nil)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        for number in -25567..<120_000 {
            let date = WorkDate(dayNumber: number)
            let (year, month, day) = date.parts
            guard WorkDate(year: year, month: month, day: day) == date else {
                Issue.record("day \(number) reads \(date)")
                return
            }
        }
    }
}
