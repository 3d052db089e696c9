/// Timestamps as ISO 8601 has them, as far as `$toMillis` takes them without a picture.
struct ISOTimestamp {
    private var rest: Substring.UTF8View

    private init(_ text: String) {
        rest = text[...].utf8
    }

    /// Milliseconds since 1970-01-01T00:00:00Z, nil for another text; without an offset the time is UTC.
    static func milliseconds(_ text: String) -> Double? {
        var reader = ISOTimestamp(text)
        return reader.read()
    }

    private mutating func read() -> Double? {
        guard let year = digits(4) else { return nil }
        var month = 1
        var day = 1
        if take("-") {
            guard let value = digits(2), (1...12).contains(value) else { return nil }
            month = value
            if take("-") {
                guard let value = digits(2), (1...31).contains(value) else { return nil }
                day = value
            }
        }
        var seconds = CivilDate.days(year: year, month: month, day: day) * 86_400
        if take("T") {
            guard let hour = digits(2), hour <= 24, take(":"), let minute = digits(2), minute < 60, take(":"),
                let second = digits(2), second < 60
            else { return nil }
            seconds += hour * 3600 + minute * 60 + second
        }
        guard let fraction = fraction(), let offset = offset(), rest.isEmpty else { return nil }
        return Double((seconds - offset) * 1000 + fraction)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            rest = rest.dropFirst()
        }
        return value
    }

    /// Milliseconds; further digits are dropped.
    private mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        var value = 0
        var count = 0
        while let digit = digits(1) {
            if count < 3 { value = value * 10 + digit }
            count += 1
        }
        if count == 0 { return nil }
        while count < 3 {
            value *= 10
            count += 1
        }
        return value
    }

    /// Seconds.
    private mutating func offset() -> Int? {
        if rest.isEmpty || take("Z") { return 0 }
        let isNegative = take("-")
        guard isNegative || take("+"), let hours = digits(2) else { return nil }
        _ = take(":")
        guard let minutes = digits(2) else { return nil }
        return (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1)
    }
}
