internal import EventLog

/// A moment as signatures write it: `20260501T100000Z`.
struct SignatureTime: Hashable {
    let time: Timestamp

    /// Reads a moment; `nil` where the text is none.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            bytes[range].reduce(Int64(0)) { sum, byte in
                guard let sum, (0x30...0x39).contains(byte) else { return nil }
                return sum * 10 + Int64(byte - 0x30)
            }
        }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), let hour = number(9..<11),
            let minute = number(11..<13), let second = number(13..<15), year >= 1970, (1...12).contains(month),
            (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        let seconds = Self.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
        time = Timestamp(microseconds: seconds * 1_000_000)
    }

    static func text(_ time: Timestamp) -> String {
        let seconds = time.microseconds / 1_000_000
        var (year, rest) = (Int64(1970), seconds / 86_400)
        while rest >= days(year + 1, 1, 1) - days(year, 1, 1) {
            rest -= days(year + 1, 1, 1) - days(year, 1, 1)
            year += 1
        }
        var month = Int64(1)
        while month < 12, days(year, month + 1, 1) - days(year, 1, 1) <= rest { month += 1 }
        let day = rest - (days(year, month, 1) - days(year, 1, 1)) + 1
        func two(_ number: Int64) -> String { String(number + 100).dropFirst().description }
        let clock = [seconds % 86_400 / 3600, seconds % 3600 / 60, seconds % 60].map(two).joined()
        return "\(year)\(two(month))\(two(day))T\(clock)Z"
    }

    /// Days since 1970 by the calendar's rule: years begin in March, so that the leap day comes last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, index) = (shifted / 400, (month + 9) % 12)
        let yearOfEra = shifted - era * 400
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * index + 2) / 5 + day - 1
        return era * 146_097 + dayOfEra - 719_468
    }
}
