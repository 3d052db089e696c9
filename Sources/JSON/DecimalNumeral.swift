/// A number taken apart: 0.d₁d₂… × 10^exponent with d₁ and the last digit not zero, so that equal values have equal parts.
struct DecimalNumeral {
    private var isNegative = false
    /// Digits 0 to 9, the most significant first; empty for zero.
    private var digits: [UInt8] = []
    private var exponent = DecimalExponent()

    init(_ number: JSONNumber) {
        var integerDigits = 0
        var hasPoint = false
        var exponentText: ArraySlice<UInt8> = []
        let bytes = Array(number.text.utf8)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case Byte.minus: isNegative = true
            case Byte.point: hasPoint = true
            case Byte.zero...Byte.nine:
                digits.append(byte - Byte.zero)
                if !hasPoint { integerDigits += 1 }
            default: exponentText = bytes[(index + 1)...]
            }
            if !exponentText.isEmpty { break }
        }
        while digits.last == 0 { digits.removeLast() }
        let leadingZeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leadingZeros)
        if digits.isEmpty {
            isNegative = false
        } else {
            exponent = DecimalExponent(exponentText).adding(integerDigits - leadingZeros)
        }
    }

    /// The integer this is, if it is one of the type's range.
    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
        if digits.isEmpty { return 0 }
        // No type here has more than 40 digits, which spares the loop below from an exponent of a billion.
        guard let exponent = exponent.int, exponent >= digits.count, exponent <= Integer.bitWidth else { return nil }
        var value: Integer = 0
        for place in 0..<exponent {
            let digit = Integer(place < digits.count ? digits[place] : 0)
            let (shifted, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (next, carried) =
                isNegative ? shifted.subtractingReportingOverflow(digit) : shifted.addingReportingOverflow(digit)
            if overflowed || carried { return nil }
            value = next
        }
        return value
    }

    /// The nearest `Double` of a number whose exponent no `Double` has: zero or infinity, with its sign.
    var beyondDouble: Double {
        let magnitude = digits.isEmpty || exponent.isNegative ? 0 : Double.infinity
        return isNegative ? -magnitude : magnitude
    }

    /// -1, 0 or 1 by value.
    static func compare(_ a: DecimalNumeral, _ b: DecimalNumeral) -> Int {
        let signA = a.digits.isEmpty ? 0 : a.isNegative ? -1 : 1
        let signB = b.digits.isEmpty ? 0 : b.isNegative ? -1 : 1
        if signA != signB { return signA < signB ? -1 : 1 }
        if signA == 0 { return 0 }
        let byExponent = DecimalExponent.compare(a.exponent, b.exponent)
        if byExponent != 0 { return signA * byExponent }
        if a.digits.lexicographicallyPrecedes(b.digits) { return -signA }
        return a.digits == b.digits ? 0 : signA
    }
}
