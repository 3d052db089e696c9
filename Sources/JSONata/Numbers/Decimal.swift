/// The decimal digits of a double: 0.d₁d₂… × 10^point.
struct Decimal {
    /// Digits 0 to 9 without zeros at either end; a single 0 for zero.
    private(set) var digits: [UInt8]
    var point: Int

    /// The shortest digits that read back as the magnitude of a finite number.
    init(_ value: Double) {
        digits = []
        point = 0
        var hasPoint = false
        var exponent = 0
        var isExponent = false
        var isNegativeExponent = false
        for byte in abs(value).description.utf8 {
            switch byte {
            case UInt8(ascii: "."): hasPoint = true
            case UInt8(ascii: "e"): isExponent = true
            case UInt8(ascii: "-"): isNegativeExponent = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = byte - UInt8(ascii: "0")
                if isExponent {
                    exponent = exponent * 10 + Int(digit)
                } else {
                    digits.append(digit)
                    if !hasPoint { point += 1 }
                }
            default: break
            }
        }
        point += isNegativeExponent ? -exponent : exponent
        trim()
    }

    private mutating func trim() {
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        while digits.count > 1, digits.first == 0 {
            digits.removeFirst()
            point -= 1
        }
        if digits == [0] { point = 1 }
    }

    /// Rounds half up to a number of digits; where the shortest digits lie just on the half, the exact value decides.
    mutating func round(to count: Int, exact value: Double) {
        guard digits.count > count else { return }
        let rest = digits[count...]
        let isUp: Bool
        if rest.elementsEqual([5]) {
            isUp = Self.exactDigits(of: abs(value)).dropFirst(count).lexicographicallyPrecedes([5]) == false
        } else {
            isUp = rest[count] >= 5
        }
        digits.removeSubrange(count...)
        if isUp { increment() }
        trim()
    }

    private mutating func increment() {
        var place = digits.count - 1
        while place >= 0 {
            if digits[place] < 9 {
                digits[place] += 1
                return
            }
            digits[place] = 0
            place -= 1
        }
        digits.insert(1, at: 0)
        point += 1
    }

    /// The nearest double.
    func double(isNegative: Bool) -> Double {
        let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        return Double("\(isNegative ? "-" : "")0.\(text)e\(point)") ?? 0
    }

    /// All digits of a finite number without leading zeros: m × 2^e written out.
    static func exactDigits(of value: Double) -> [UInt8] {
        var digits: [UInt8] = []
        var mantissa = value.significandBitPattern | (value.exponentBitPattern == 0 ? 0 : 1 << 52)
        var exponent = max(Int(value.exponentBitPattern), 1) - 1075
        while mantissa != 0, mantissa & 1 == 0, exponent < 0 {
            mantissa >>= 1
            exponent += 1
        }
        // The least digit first while multiplying; a division by two is a multiplication by five and a moved point.
        while mantissa != 0 {
            digits.append(UInt8(mantissa % 10))
            mantissa /= 10
        }
        for _ in 0..<abs(exponent) { multiply(&digits, by: exponent < 0 ? 5 : 2) }
        return digits.reversed()
    }

    private static func multiply(_ digits: inout [UInt8], by factor: UInt8) {
        var carry: UInt8 = 0
        for place in digits.indices {
            let product = digits[place] * factor + carry
            digits[place] = product % 10
            carry = product / 10
        }
        while carry > 0 {
            digits.append(carry % 10)
            carry /= 10
        }
    }
}
