public import EventLog

/// A month of the log: the streams that began in it, which lie in partitions of their own.
public struct LogMonth: Hashable, Sendable, Comparable, CustomStringConvertible {
    let period: Period

    init(_ period: Period) {
        self.period = period
    }

    /// The month in which a moment lies, in UTC.
    public init(of moment: Timestamp) {
        period = Period(moment)
    }

    /// Reads `2026-11`; `nil` for anything else, and for years before 2000 and after 2099.
    public init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int16(parts[0]),
            let month = Int16(parts[1]), (2000...2099).contains(year), (1...12).contains(month)
        else { return nil }
        period = Period(number: (year - 2000) * 100 + month)
    }

    /// Year and month, such as `2026-11`.
    public var description: String {
        let (year, month) = (Int(period.number) / 100 + 2000, Int(period.number) % 100)
        return "\(year)-\(month < 10 ? "0" : "")\(month)"
    }

    /// The month so many months before this one.
    public func before(_ months: Int) -> LogMonth {
        let count = max(0, Int(period.number) / 100 * 12 + Int(period.number) % 100 - 1 - months)
        return LogMonth(Period(number: Int16(count / 12 * 100 + count % 12 + 1)))
    }

    /// Earlier months first.
    public static func < (a: LogMonth, b: LogMonth) -> Bool { a.period < b.period }
}
