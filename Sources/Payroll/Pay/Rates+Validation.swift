import FoundationEssentials

extension Rates {
    /// Refuses rates that cannot be meant: a mistyped figure is found before anybody is paid by it.
    func validate(file: String) throws(RatesError) {
        func require(_ condition: Bool, _ pointer: String, _ reason: String) throws(RatesError) {
            guard condition else { throw RatesError(file: file, pointer: pointer, reason) }
        }
        let fraction = "is not between 0 and 1"
        try require((1900...9999).contains(year), "/year", "is no year")
        try require(payPeriodsPerYear == 52, "/payPeriodsPerYear", "is not 52, and pay periods are weeks")
        try require(overtime.weeklyHours >= 0, "/overtime/weeklyHours", "is negative")
        try require((0...1).contains(overtime.premium), "/overtime/premium", fraction)
        try require((0...1).contains(socialSecurity.rate), "/socialSecurity/rate", fraction)
        try require(socialSecurity.wageBase >= 0, "/socialSecurity/wageBase", "is negative")
        try require((0...1).contains(medicare.rate), "/medicare/rate", fraction)
        try require((0...1).contains(medicare.additionalRate), "/medicare/additionalRate", fraction)
        try require(medicare.additionalThreshold >= 0, "/medicare/additionalThreshold", "is negative")
        let table = federalWithholding
        try require(table.standardAdjustment >= 0, "/federalWithholding/standardAdjustment", "is negative")
        let rows = "/federalWithholding/brackets"
        try require(table.brackets.first.map { $0.over == 0 && $0.base == 0 } ?? false, rows, "does not begin at 0")
        for (index, row) in table.brackets.enumerated() {
            try require((0...1).contains(row.rate), "\(rows)/\(index)/rate", fraction)
            guard index > 0 else { continue }
            let previous = table.brackets[index - 1]
            try require(row.over > previous.over, "\(rows)/\(index)/over", "is not above the row before")
            let base = previous.base + (row.over - previous.over) * previous.rate
            try require(row.base == base, "\(rows)/\(index)/base", "is not what the rows before add up to")
        }
    }
}
