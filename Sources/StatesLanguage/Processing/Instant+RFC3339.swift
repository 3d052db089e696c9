extension Instant {
    /// Reads a timestamp as the language has it: RFC 3339 with an upper-case `T` and an upper-case `Z` or an offset.
    ///
    /// A fraction of a second may have any number of digits; what is below a microsecond is cut off. Days that a month
    /// does not have, hour 24, second 60 and offsets of 24 hours and more are refused.
    public init?(rfc3339 text: String) {
        var digits = Digits(text.utf8)
        guard let year = digits.number(4), digits.skip("-"), let month = digits.number(2), digits.skip("-"),
            let day = digits.number(2), digits.skip("T"), let hour = digits.number(2), digits.skip(":"),
            let minute = digits.number(2), digits.skip(":"), let second = digits.number(2)
        else { return nil }
        guard (1...12).contains(month), day >= 1, day <= Instant.days(in: month, of: year), hour < 24, minute < 60,
            second < 60
        else { return nil }
        var microseconds = 0
        if digits.skip(".") {
            guard let fraction = digits.fraction() else { return nil }
            microseconds = fraction
        }
        guard let offsetMinutes = digits.offset(), digits.isAtEnd else { return nil }
        let minutes = (Instant.daysSince1970(year, month, day) * 24 + hour) * 60 + minute - offsetMinutes
        self.init(microseconds: Int64((minutes * 60 + second) * 1_000_000 + microseconds))
    }

    /// As the context object shows times: UTC with milliseconds, `2026-01-31T08:15:30.250Z`; what is below a
    /// millisecond is cut off.
    public var rfc3339: String {
        let milliseconds = Instant.floor(microseconds, by: 1000)
        let days = Instant.floor(milliseconds, by: 86_400_000)
        let rest = Int(milliseconds - days * 86_400_000)
        let (year, month, day) = Instant.date(daysSince1970: Int(days))
        let date = "\(Instant.padded(year, 4))-\(Instant.padded(month, 2))-\(Instant.padded(day, 2))"
        let clock =
            "\(Instant.padded(rest / 3_600_000, 2)):\(Instant.padded(rest / 60_000 % 60, 2))"
            + ":\(Instant.padded(rest / 1000 % 60, 2)).\(Instant.padded(rest % 1000, 3))"
        return "\(date)T\(clock)Z"
    }

    private static func floor(_ value: Int64, by divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days of the proleptic Gregorian calendar. Years begin in March here, so that the leap day comes last, and 400
    /// of them are always 146,097 days.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The inverse of `daysSince1970`.
    private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

/// Reads the fixed places of a timestamp, one after the other.
private struct Digits {
    private var rest: Substring.UTF8View

    init(_ utf8: String.UTF8View) {
        rest = utf8[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// The digits after the point, as microseconds.
    mutating func fraction() -> Int? {
        guard var value = digit() else { return nil }
        var places = 1
        while let digit = digit() {
            guard places < 6 else { continue }
            value = value * 10 + digit
            places += 1
        }
        while places < 6 {
            value *= 10
            places += 1
        }
        return value
    }

    /// `Z` or `±hh:mm`, in minutes.
    mutating func offset() -> Int? {
        if skip("Z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }

    private mutating func digit() -> Int? {
        guard let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        rest.removeFirst()
        return Int(byte - UInt8(ascii: "0"))
    }
}
