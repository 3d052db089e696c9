import FoundationEssentials
import Payroll
import Testing

@Suite struct PayComputationTests {
    static let ada = Employee(id: "E1", name: "Ada Park", email: "ada@example.com")

    static func entry(_ job: String, _ date: String, _ hours: String, _ rate: String) throws -> WorkEntry {
        WorkEntry(
            job: job, date: try #require(WorkDate(date.utf8)), hours: try FixedPoint(hours.utf8, atMost: 24),
            hourlyRate: try FixedPoint(rate.utf8, atMost: 100_000))
    }

    static func pay(_ entries: [WorkEntry]) throws -> EmployeePay {
        PayComputation(rates: try Example.rates()).pay(for: ada, entries: entries)
    }

    /// As many days of equal hours from a Monday on.
    static func days(_ job: String, _ count: Int, _ hours: String, _ rate: String, from day: Int = 2) throws
        -> [WorkEntry]
    {
        try (0..<count).map { try entry(job, "2026-11-\(day + $0 < 10 ? "0" : "")\(day + $0)", hours, rate) }
    }

    /// Weekly pay and the annual table: (gross × 52 − 8,600) enters it, the annual tax is divided by 52.
    @Test(arguments: [
        // 250 × 52 − 8,600 = 4,400: below 7,500. Medicare 3.625 goes up.
        ("250", "0", "15.5", "3.63"),
        // 165.38 × 52 − 8,600 = −0.24: never below nothing.
        ("165.38", "0", "10.25", "2.4"),
        // 314.81 × 52 − 8,600 = 7,770.12: 10 % of 270.12 = 27.012; / 52 = 0.519….
        ("314.81", "0.52", "19.52", "4.56"),
        // 26,000 − 8,600 = 17,400: 10 % of 9,900 = 990; / 52 = 19.038….
        ("500", "19.04", "31", "7.25"),
        // The edge of 12 %, 19,900: a cent below 1,239.964 / 52 = 23.845…, a cent above 1,240.0192 / 52 = 23.846….
        ("548.07", "23.85", "33.98", "7.95"),
        ("548.08", "23.85", "33.98", "7.95"),
        // 52,000 − 8,600 = 43,400: 1,240 + 12 % of 23,500 = 4,060; / 52 = 78.076….
        ("1000", "78.08", "62", "14.5"),
        // The edge of 22 %, 57,900: 5,799.9616 / 52 = 111.537…, and 5,800.044 / 52 = 111.539….
        ("1278.84", "111.54", "79.29", "18.54"),
        ("1278.85", "111.54", "79.29", "18.54"),
        // 104,000 − 8,600 = 95,400: 5,800 + 22 % of 37,500 = 14,050; / 52 = 270.192….
        ("2000", "270.19", "124", "29"),
        // 156,000 − 8,600 = 147,400: 17,966 + 24 % of 34,200 = 26,174; / 52 = 503.346….
        ("3000", "503.35", "186", "43.5"),
        // 260,000 − 8,600 = 251,400: 41,024 + 32 % of 42,125 = 54,504; / 52 = 1,048.153….
        ("5000", "1048.15", "310", "72.5"),
        // 520,000 − 8,600 = 511,400: 58,448 + 35 % of 247,675 = 145,134.25; / 52 = 2,791.043….
        ("10000", "2791.04", "620", "145"),
        // 780,000 − 8,600 = 771,400: 192,979.25 + 37 % of 123,300 = 238,600.25; / 52 = 4,588.466….
        ("15000", "4588.47", "930", "217.5"),
        ("0", "0", "0", "0"),
    ])
    func aWeekIsWithheldFromByTheTables(
        _ gross: String, _ federal: String, _ socialSecurity: String, _ medicare: String
    ) throws {
        let computation = PayComputation(rates: try Example.rates())
        let deductions = computation.deductions(gross: try Example.money(gross), yearToDate: 0)
        #expect(deductions.federalIncomeTax == (try Example.money(federal)))
        #expect(deductions.socialSecurity == (try Example.money(socialSecurity)))
        #expect(deductions.medicare == (try Example.money(medicare)))
        #expect(deductions.additionalMedicare == 0)
    }

    @Test(arguments: [
        // What was earned before, gross, Social Security up to 184,500, additional Medicare above 200,000.
        ("183499.99", "1000", "62", "0"),
        // 500 are left below the base: 31.00.
        ("184000", "1000", "31", "0"),
        ("184500", "1000", "0", "0"),
        ("199000", "1000", "0", "0"),
        // 500 lie above the threshold: 4.50.
        ("199500", "1000", "0", "4.5"),
        ("250000", "1000", "0", "9"),
        // One week over both limits: 184,500 × 6.2 % = 11,439, and 10,000 × 0.9 % = 90.
        ("0", "210000", "11439", "90"),
    ])
    func capsCountWhatWasEarnedBefore(
        _ before: String, _ gross: String, _ socialSecurity: String, _ additionalMedicare: String
    ) throws {
        let computation = PayComputation(rates: try Example.rates())
        let deductions = computation.deductions(
            gross: try Example.money(gross), yearToDate: try Example.money(before))
        #expect(deductions.socialSecurity == (try Example.money(socialSecurity)))
        #expect(deductions.additionalMedicare == (try Example.money(additionalMedicare)))
    }

    @Test func overtimeAtTwoRatesIsPaidAtHalfTheWeightedAverage() throws {
        // 30 h at 20 and 15 h at 30: 600 + 450 = 1,050 for 45 h, regular rate 23.3333….
        // Five hours of overtime at half of it: 58.333…, so 58.33.
        let entries = try Self.days("Cook", 5, "6", "20") + Self.days("Bar", 5, "3", "30")
        let week = try #require(try Self.pay(entries).weeks.first)
        #expect(week.lines.map(\.job) == ["Bar", "Cook"])
        #expect(week.lines.map(\.amount) == [450, 600])
        #expect(week.totals.overtimeHours == 5)
        #expect(week.regularRate == (try Example.money("23.3333")))
        #expect(week.totals.overtimePremium == (try Example.money("58.33")))
        #expect(week.totals.gross == (try Example.money("1108.33")))
    }

    @Test(arguments: [
        // Forty hours are no overtime.
        ("8", "20", "0", "0"),
        // 40.05 h at 20 = 801; half of 20 for 0.05 h = 0.50.
        ("8.01", "20", "0.05", "0.5"),
        // 42.5 h at 17.33 = 736.525, so 736.53; 736.53 × 2.5 / 42.5 / 2 = 21.662….
        ("8.5", "17.33", "2.5", "21.66"),
        // 120 h at 10: 80 hours at half of 10.
        ("24", "10", "80", "400"),
    ])
    func overtimeBeginsAfterFortyHours(
        _ hours: String, _ rate: String, _ overtime: String, _ premium: String
    ) throws {
        let week = try #require(try Self.pay(Self.days("Cook", 5, hours, rate)).weeks.first)
        #expect(week.totals.overtimeHours == (try Example.money(overtime)))
        #expect(week.totals.overtimePremium == (try Example.money(premium)))
    }

    @Test func linesAreRoundedHalfUpSoThatTheColumnAddsUp() throws {
        // 7.5 h at 18.41 = 138.075, so 138.08, twice: 276.16, where the unrounded sum would give 276.15.
        let entries = [
            try Self.entry("Bar", "2026-11-02", "7.5", "18.41"), try Self.entry("Cook", "2026-11-03", "7.5", "18.41"),
        ]
        let week = try #require(try Self.pay(entries).weeks.first)
        #expect(week.lines.map(\.amount) == [try Example.money("138.08"), try Example.money("138.08")])
        #expect(week.totals.gross == (try Example.money("276.16")))
    }

    @Test func hoursOfAJobAreSummedBeforeTheyAreRounded() throws {
        // Three times 0.25 h at 17.33 = 12.9975, so 13.00; rounded one by one it would be 12.99.
        let week = try #require(try Self.pay(Self.days("Cook", 3, "0.25", "17.33")).weeks.first)
        #expect(week.lines.map(\.amount) == [13])
    }

    @Test func sundayAndMondayAreDifferentWeeks() throws {
        let entries = try Self.days("Cook", 1, "24", "10", from: 8) + Self.days("Cook", 1, "24", "10", from: 9)
        let pay = try Self.pay(entries)
        #expect(pay.weeks.map(\.week.description) == ["2026-W45", "2026-W46"])
        #expect(pay.totals.overtimeHours == 0)
    }

    @Test func theYearToDateRunsThroughTheWeeksAndItsCaps() throws {
        // 40 h at 4,612.50 = 184,500: the whole base in the first week, nothing in the second.
        let entries = try Self.days("CEO", 5, "8", "4612.50") + Self.days("CEO", 5, "8", "4612.50", from: 9)
        let pay = try Self.pay(entries.shuffled())
        #expect(pay.weeks.map(\.totals.deductions.socialSecurity) == [11439, 0])
        // 369,000 less 200,000 at 0.9 %.
        #expect(pay.weeks.map(\.totals.deductions.additionalMedicare) == [0, 1521])
        #expect(pay.totals.gross == 369_000)
        #expect(pay.weeks.last?.yearToDate == pay.totals)
    }

    @Test func netPayIsGrossLessEveryDeduction() throws {
        let week = try #require(try Self.pay(Self.days("Cook", 6, "9.25", "31.07")).weeks.first)
        let deductions = week.totals.deductions
        let sum = deductions.federalIncomeTax + deductions.socialSecurity + deductions.medicare
        #expect(week.totals.net == week.totals.gross - sum)
        #expect(week.totals.gross == week.lines.reduce(0) { $0 + $1.amount } + week.totals.overtimePremium)
    }

    @Test(arguments: [
        ("1.005", "1.01"), ("1.0049999999999999999", "1"), ("2.675", "2.68"), ("-1.005", "-1.01"), ("0", "0"),
        ("0.004", "0"), ("0.995", "1"), ("12", "12"), ("123456789012.345", "123456789012.35"),
    ])
    func centsAreRoundedHalfUp(_ value: String, _ expected: String) throws {
        #expect(try Example.money(value).roundedHalfUp() == Example.money(expected))
    }

    @Test(arguments: [
        ("0", "0.00", "0.00"), ("1234.5", "1234.50", "1,234.50"), ("-1234567.89", "-1234567.89", "-1,234,567.89"),
        ("999", "999.00", "999.00"), ("17.3333", "17.3333", "17.3333"), ("0.05", "0.05", "0.05"),
    ])
    func moneyIsPrintedWithAllItsCents(_ value: String, _ plain: String, _ grouped: String) throws {
        #expect(try Example.money(value).plainText() == plain)
        #expect(try Example.money(value).groupedText() == grouped)
    }
}
