package import FoundationEssentials

extension Decimal {
    /// The value rounded half up to so many decimals: halves go away from zero.
    package func roundedHalfUp(decimals: Int = 2) -> Decimal {
        // FoundationEssentials has no rounding; a decimal's text is exact, so its digits are rounded.
        var digits = 0
        var seenDecimals: Int?
        var next: UInt8 = 0x30
        var isNegative = false
        scan: for byte in description.utf8 {
            switch byte {
            case 0x2D: isNegative = true
            case 0x2E: seenDecimals = 0
            default:
                if let count = seenDecimals {
                    if count == decimals {
                        next = byte
                        break scan
                    }
                    seenDecimals = count + 1
                }
                digits = digits * 10 + Int(byte &- 0x30)
            }
        }
        for _ in (seenDecimals ?? 0)..<decimals { digits *= 10 }
        if next >= 0x35 { digits += 1 }
        return Decimal(sign: isNegative ? .minus : .plus, exponent: -decimals, significand: Decimal(digits))
    }

    /// The value with at least so many decimals, as CSV files carry it: `1234.50`.
    package func plainText(decimals: Int = 2) -> String {
        let text = description
        guard let point = text.firstIndex(of: ".") else {
            return decimals == 0 ? text : "\(text).\(String(repeating: "0", count: decimals))"
        }
        let present = text.distance(from: point, to: text.endIndex) - 1
        return text + String(repeating: "0", count: max(0, decimals - present))
    }

    /// The value with thousands set apart, as people read it: `1,234.50`.
    package func groupedText(decimals: Int = 2) -> String {
        let text = plainText(decimals: decimals)
        let end = text.firstIndex(of: ".") ?? text.endIndex
        let sign = text.hasPrefix("-") ? "-" : ""
        var grouped = ""
        for (index, digit) in text[..<end].drop(while: { $0 == "-" }).reversed().enumerated() {
            if index > 0 && index % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return sign + String(grouped.reversed()) + text[end...]
    }
}
