import Foundation

/// A timesheet of many people who worked four weeks of November 2026, and what it comes to by its maker's own sums.
///
/// All sums are whole cents and whole quarters of an hour: nothing here rounds but where a cent arises.
struct LargeTimesheet {
    /// What the total line of the report must say, in quarters of an hour and in cents.
    struct Totals: Equatable {
        var quarters = 0
        var overtimeQuarters = 0
        var straightTime = 0
        var overtimePremium = 0
        var gross = 0
        var socialSecurity = 0
        var medicare = 0
    }

    private(set) var text: String
    private(set) var totals = Totals()

    /// Five days in each of four weeks for everybody, one job and rate each; the lines are shuffled.
    init(employees: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var lines: [String] = []
        lines.reserveCapacity(employees * 20)
        for employee in 1...employees {
            let rate = Int.random(in: 1500...4000, using: &random)
            let person = "E\(employee),Person \(employee),p\(employee)@example.com,Cook"
            for monday in [2, 9, 16, 23] {
                var quarters = 0
                for day in monday..<monday + 5 {
                    let worked = Int.random(in: 8...40, using: &random)
                    quarters += worked
                    let date = "2026-11-\(day < 10 ? "0" : "")\(day)"
                    lines.append("\(person),\(date),\(Self.decimal(worked * 25)),\(Self.decimal(rate))")
                }
                totals.add(quarters: quarters, rate: rate)
            }
        }
        lines.shuffle(using: &random)
        text = ([Timesheets.header] + lines).joined(separator: "\n") + "\n"
    }

    /// Hundredths as a decimal number.
    static func decimal(_ hundredths: Int) -> String {
        "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    /// A decimal number with up to two places as hundredths; `nil` for any other text.
    static func hundredths(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return whole * 100 }
        guard (1...2).contains(parts[1].count), let part = Int(parts[1]) else { return nil }
        return whole * 100 + (parts[1].count == 1 ? part * 10 : part)
    }
}

extension LargeTimesheet.Totals {
    /// Adds a week of one person at a rate in cents: the premium is half the regular rate for each hour above 40.
    fileprivate mutating func add(quarters: Int, rate: Int) {
        let overtime = max(0, quarters - 160)
        let straight = rounded(quarters * rate, by: 4)
        let premium = rounded(straight * overtime, by: 2 * quarters)
        self.quarters += quarters
        overtimeQuarters += overtime
        straightTime += straight
        overtimePremium += premium
        gross += straight + premium
        // Nobody reaches the wage base in four weeks.
        socialSecurity += rounded((straight + premium) * 620, by: 10_000)
        medicare += rounded((straight + premium) * 145, by: 10_000)
    }

    /// The quotient to the nearest whole, halves up.
    private func rounded(_ numerator: Int, by denominator: Int) -> Int {
        (2 * numerator + denominator) / (2 * denominator)
    }
}
