internal import EventLog
internal import FoundationEssentials

/// The month in which a stream began, as far as its id tells: the key by which events are partitioned.
///
/// It is 0 for ids that are no UUIDv7 with a time from 2000 to 2099 (names, definitions, topics: kept for ever), otherwise
/// `YYMM` in UTC. `daybook.period_of(uuid)` computes the same; a test compares them.
struct Period: Hashable, Sendable, Comparable {
    let number: Int16

    init(number: Int16) {
        self.number = number
    }

    /// The period of a stream.
    init(_ id: UUID) {
        let isVersion7 = id.high >> 12 & 0xf == 7 && id.low >> 62 == 0b10
        self = isVersion7 ? Period(milliseconds: Int64(id.high >> 16)) : .permanent
    }

    /// The period in which a moment lies.
    init(_ moment: Timestamp) {
        self.init(milliseconds: moment.microseconds / 1000)
    }

    private init(milliseconds: Int64) {
        let (year, month) = Period.month(ofDay: milliseconds / 86_400_000)
        number = (2000...2099).contains(year) && milliseconds >= 0 ? Int16((year - 2000) * 100 + month) : 0
    }

    /// Of streams that belong to no month.
    static let permanent = Period(number: 0)

    /// The month after this one; the permanent one has none.
    var next: Period {
        guard self != .permanent, number != 9912 else { return .permanent }
        return Period(number: number % 100 == 12 ? number + 89 : number + 1)
    }

    /// This month and those after it.
    func following(_ count: Int) -> [Period] {
        var periods = [self]
        for _ in 0..<count { periods.append(periods[periods.count - 1].next) }
        return periods
    }

    /// Years are counted from March, so that the leap day is the last day of a year.
    private static func month(ofDay day: Int64) -> (year: Int64, month: Int64) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month)
    }

    static func < (a: Period, b: Period) -> Bool { a.number < b.number }
}
