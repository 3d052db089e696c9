extension Timestamp {
    /// ISO 8601 in UTC with six decimals: `2026-11-23T05:52:00.000000Z`.
    public var description: String { text(decimals: 6) }

    /// ISO 8601 in UTC with three decimals, as the context object of the States Language shows times; cut, not rounded.
    public var millisecondText: String { text(decimals: 3) }

    private func text(decimals: Int) -> String {
        let days = microseconds.floorDivided(by: 86_400_000_000)
        let ofDay = microseconds - days * 86_400_000_000
        let (year, month, day) = Timestamp.civil(fromDays: days)
        let seconds = ofDay / 1_000_000
        let fraction = decimals == 6 ? ofDay % 1_000_000 : ofDay % 1_000_000 / 1000
        let date = "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
        let time = "\((seconds / 3600).padded(2)):\((seconds / 60 % 60).padded(2)):\((seconds % 60).padded(2))"
        return "\(date)T\(time).\(fraction.padded(decimals))Z"
    }

    /// The proleptic Gregorian date of a day number counted from 1970-01-01.
    ///
    /// Years are counted from March, so that the leap day is the last day of a year and months follow one formula.
    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    fileprivate func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
