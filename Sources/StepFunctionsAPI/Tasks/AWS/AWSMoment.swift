internal import EventLog
internal import FoundationEssentials
internal import JSON
internal import StatesLanguage

/// A moment between a state machine, which has it as a text, and the ways in which services write it.
struct AWSMoment: Hashable {
    private let microseconds: Int64

    var time: Timestamp { Timestamp(microseconds: microseconds) }

    init(_ time: Timestamp) {
        microseconds = time.microseconds
    }

    /// Seconds since 1970, to the millisecond.
    init?(seconds: Double) {
        guard seconds.isFinite, abs(seconds) < 1e12 else { return nil }
        microseconds = Int64((seconds * 1000).rounded()) * 1000
    }

    /// Reads `2026-05-01T10:00:00.123Z`, or `Fri, 01 May 2026 10:00:00 GMT`.
    init?(_ text: String) {
        if let time = AWSMoment.http(text) {
            microseconds = time.microseconds
            return
        }
        guard let instant = Instant(rfc3339: text) else { return nil }
        microseconds = instant.microseconds
    }

    /// As the SDK shows it: `2026-05-01T10:00:00Z`, with thousandths where there are any.
    var text: String {
        let date = Date(timeIntervalSince1970: Double(microseconds / 1000) / 1000)
        let hasFraction = microseconds / 1000 % 1000 != 0
        return date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction, timeZone: .gmt))
    }

    /// Seconds since 1970.
    var seconds: JSONNumber {
        let (whole, thousandths) = (microseconds / 1_000_000, microseconds / 1000 % 1000)
        return JSONNumber(thousandths == 0 ? "\(whole)" : "\(Double(microseconds / 1000) / 1000)") ?? JSONNumber(0)
    }

    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// As headers have it (RFC 9110, section 5.6.7); `nil` before 1970 and after 9999.
    var http: String? {
        guard (0..<253_402_300_800_000_000).contains(microseconds) else { return nil }
        let text = SignatureTime.text(Timestamp(microseconds: microseconds))
        func part(_ start: Int, _ count: Int) -> String { String(text.dropFirst(start).prefix(count)) }
        let day = AWSMoment.days[Int(microseconds / 86_400_000_000 % 7)]
        let month = AWSMoment.months[(Int(part(4, 2)) ?? 1) - 1]
        return "\(day), \(part(6, 2)) \(month) \(part(0, 4)) \(part(9, 2)):\(part(11, 2)):\(part(13, 2)) GMT"
    }

    private static func http(_ text: String) -> Timestamp? {
        let parts = text.split { " ,:".contains($0) }.map(String.init)
        guard parts.count == 8, let month = months.firstIndex(of: parts[2]) else { return nil }
        let number = String(month + 101).dropFirst()
        let day = parts[1].count == 1 ? "0" + parts[1] : parts[1]
        return SignatureTime("\(parts[3])\(number)\(day)T\(parts[4])\(parts[5])\(parts[6])Z")?.time
    }
}
