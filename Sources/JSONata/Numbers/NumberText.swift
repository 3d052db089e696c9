internal import JSON

/// Numbers to and from text, as JavaScript has it.
enum NumberText {
    /// The nearest double of a number of the input; infinite when it is too large for one.
    @inline(__always)
    static func double(_ number: JSONNumber) -> Double {
        quickDouble(number.text) ?? number.double
    }

    /// Numbers of up to 15 digits and no exponent: both the digits and the power of ten are exact, so one division rounds right.
    @inline(__always)
    private static func quickDouble(_ text: String) -> Double? {
        var digits = 0
        var count = 0
        var fraction = -1
        var isNegative = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits = digits &* 10 &+ Int(byte &- UInt8(ascii: "0"))
                count &+= 1
                if fraction >= 0 { fraction &+= 1 }
                if count > 15 { return nil }
            case UInt8(ascii: "."): fraction = 0
            case UInt8(ascii: "-"): isNegative = true
            default: return nil
            }
        }
        let magnitude = fraction > 0 ? Double(digits) / powersOfTen[fraction] : Double(digits)
        return isNegative ? -magnitude : magnitude
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// A computed number as JSON; throws `D1001` for infinity and NaN.
    static func jsonNumber(_ value: Double) throws(Failure) -> JSONNumber {
        if let integer = Int(exactly: value), abs(value) < 1e15 { return JSONNumber(integer) }
        guard let number = JSONNumber(string(value)) else { throw Failure("D1001", value: .string(string(value))) }
        return number
    }

    /// The text that JavaScript gives a number: the shortest that reads back, with an exponent from 1e21 and below 1e-6.
    static func string(_ value: Double) -> String {
        if let integer = Int(exactly: value), abs(value) < 1e15 { return String(integer) }
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        let decimal = Decimal(value)
        return (value < 0 ? "-" : "") + layOut(decimal)
    }

    private static func layOut(_ decimal: Decimal) -> String {
        let digits = decimal.digits
        let count = digits.count
        // The number is 0.digits × 10^point.
        let point = decimal.point
        func text(_ digits: some Sequence<UInt8>) -> String {
            String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        }
        if point > 21 || point < -5 {
            let exponent = point - 1
            let fraction = count > 1 ? "." + text(digits[1...]) : ""
            return text(digits[..<1]) + fraction + "e" + (exponent < 0 ? "-" : "+") + String(abs(exponent))
        }
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + text(digits) }
        if count <= point { return text(digits) + String(repeating: "0", count: point - count) }
        return text(digits[..<point]) + "." + text(digits[point...])
    }

    /// The number rounded to 15 significant digits, which is how `$string` shows numbers.
    static func roundedTo15Digits(_ value: Double) -> Double {
        guard value.isFinite, value != value.rounded() || abs(value) >= 1e15 else { return value }
        var decimal = Decimal(value)
        guard decimal.digits.count > 15 else { return value }
        decimal.round(to: 15, exact: value)
        return decimal.double(isNegative: value < 0)
    }

    /// The number times a power of ten, by moving the point in its text: nothing is lost on the way.
    static func scaled(_ value: Double, by exponent: Int) -> Double {
        guard value.isFinite, value != 0 else { return value }
        var decimal = Decimal(value)
        decimal.point += exponent
        return decimal.double(isNegative: value < 0)
    }
}
