/// Dates and times of ISO 8601 in the extended form with an offset, as microseconds since 2001-01-01T00:00:00Z.
///
/// That epoch is `Date`'s own: counting from another one would cost a `Double` its last digits.
enum Timestamp {
    private static let daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    private static let daysBefore2001 = 730_485
    private static let microsecondsPerDay = 86_400_000_000

    /// Reads `2026-03-01T09:30:00.123456Z` or the like; nil for anything else. A tenth of a microsecond is rounded.
    static func microseconds(of text: String) -> Int? {
        var cursor = Cursor(rest: Array(text.utf8)[...])
        guard let year = cursor.number(digits: 4), cursor.take("-"), let month = cursor.number(digits: 2),
            cursor.take("-"), let day = cursor.number(digits: 2), cursor.take("T"),
            let hour = cursor.number(digits: 2), cursor.take(":"), let minute = cursor.number(digits: 2),
            cursor.take(":"), let second = cursor.number(digits: 2), let fraction = cursor.fraction(),
            let offset = cursor.offset(), cursor.rest.isEmpty
        else { return nil }
        guard year >= 1, (1...12).contains(month), (1...daysIn(month: month, of: year)).contains(day), hour < 24,
            minute < 60, second < 60
        else { return nil }
        let days = daysBefore(year: year) + daysBefore(month: month, of: year) + day - 1 - daysBefore2001
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset * 60
        return seconds * 1_000_000 + fraction
    }

    /// Writes a time in UTC with three fractional digits, or six if it needs them; nil outside the years 1 to 9999.
    static func text(ofMicroseconds microseconds: Int) -> String? {
        let shifted = microseconds.addingReportingOverflow(daysBefore2001 * microsecondsPerDay)
        guard !shifted.overflow, shifted.partialValue >= 0 else { return nil }
        let (days, time) = shifted.partialValue.quotientAndRemainder(dividingBy: microsecondsPerDay)
        var year = days / 366 + 1
        while daysBefore(year: year + 1) <= days { year += 1 }
        guard year <= 9999 else { return nil }
        var month = 12
        while daysBefore(year: year) + daysBefore(month: month, of: year) > days { month -= 1 }
        let day = days - daysBefore(year: year) - daysBefore(month: month, of: year) + 1
        let (seconds, fraction) = time.quotientAndRemainder(dividingBy: 1_000_000)
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        let clock = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        let digits = fraction % 1000 == 0 ? padded(fraction / 1000, 3) : padded(fraction, 6)
        return "\(date)T\(clock).\(digits)Z"
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days from 0001-01-01 to the start of a year.
    private static func daysBefore(year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400
    }

    private static func daysBefore(month: Int, of year: Int) -> Int {
        daysBeforeMonth[month - 1] + (month > 2 && isLeap(year) ? 1 : 0)
    }

    private static func daysIn(month: Int, of year: Int) -> Int {
        month == 12 ? 31 : daysBefore(month: month + 1, of: year) - daysBefore(month: month, of: year)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
    }
}

extension Timestamp {
    /// The part of a text that is not read yet.
    private struct Cursor {
        var rest: ArraySlice<UInt8>

        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: scalar) else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(digits: Int) -> Int? {
            let taken = rest.prefix(digits)
            guard taken.count == digits, taken.allSatisfy({ (Byte.zero...Byte.nine).contains($0) }) else { return nil }
            rest = rest.dropFirst(digits)
            return taken.reduce(0) { $0 * 10 + Int($1 - Byte.zero) }
        }

        /// Microseconds: none, or a point and up to nine digits.
        mutating func fraction() -> Int? {
            guard take(".") else { return 0 }
            let digits = rest.prefix { (Byte.zero...Byte.nine).contains($0) }
            guard (1...9).contains(digits.count), var nanoseconds = number(digits: digits.count) else { return nil }
            for _ in digits.count..<9 { nanoseconds *= 10 }
            return (nanoseconds + 500) / 1000
        }

        /// Minutes east of UTC.
        mutating func offset() -> Int? {
            if take("Z") { return 0 }
            let isEast = take("+")
            guard isEast || take("-"), let hours = number(digits: 2), take(":"), let minutes = number(digits: 2),
                hours < 24, minutes < 60
            else { return nil }
            return (isEast ? 1 : -1) * (hours * 60 + minutes)
        }
    }
}
