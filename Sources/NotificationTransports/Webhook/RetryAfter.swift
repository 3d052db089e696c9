internal import EventLog

/// The header `Retry-After` (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// How long to wait: seconds, or until a date; `nil` where it is neither.
    static func pause(_ text: String, now: Timestamp) -> Duration? {
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !text.isEmpty {
            return .seconds(min(Int64(text) ?? .max, 1_000_000_000))
        }
        guard let date = seconds(ofDate: text) else { return nil }
        return .seconds(max(0, date - now.microseconds / 1_000_000))
    }

    /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func seconds(ofDate text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int64(parts[1]), let year = Int64(parts[3]),
            let month = months.firstIndex(of: parts[2])
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int64($0) }
        guard time.count == 3, (1...31).contains(day), (1970...9999).contains(year) else { return nil }
        // Days from 1970 by the calendar's rule: years begin in March, so that the leap day comes last.
        let shifted = month < 2 ? year - 1 : year
        let (era, index) = (shifted / 400, Int64((month + 10) % 12))
        let yearOfEra = shifted - era * 400
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * index + 2) / 5 + day - 1
        return (era * 146_097 + dayOfEra - 719_468) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
