internal import EventLog

extension Timestamp {
    /// The date in the form of RFC 5322, section 3.3, in UTC: `Mon, 23 Nov 2026 06:40:54 +0000`.
    var mailDate: String {
        // 2026-11-23T05:52:00.000Z
        let text = millisecondText
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        // 1970-01-01 was a Thursday.
        let dayLength: Int64 = 86_400_000_000
        let day = (microseconds - (microseconds % dayLength + dayLength) % dayLength) / dayLength
        let weekday = days[Int((day % 7 + 7) % 7)]
        let date = text.prefix { $0 != "T" }.split(separator: "-")
        let time = text.drop { $0 != "T" }.dropFirst().prefix(8)
        let month = Int(date[1]).map { months[$0 - 1] } ?? ""
        return "\(weekday), \(date[2]) \(month) \(date[0]) \(time) +0000"
    }
}
