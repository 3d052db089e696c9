/// An exponent of ten of any size: `1e99999999999999999999` and `10e99999999999999999998` are one number.
struct DecimalExponent {
    private(set) var isNegative = false
    /// Digits 0 to 9, the most significant first, without leading zeros; empty for zero.
    private var digits: [UInt8] = []

    init() {}

    /// Takes what follows the `e` of a number.
    init(_ text: ArraySlice<UInt8>) {
        isNegative = text.first == Byte.minus
        digits = text.lazy.filter { $0 >= Byte.zero }.drop { $0 == Byte.zero }.map { $0 - Byte.zero }
        if digits.isEmpty { isNegative = false }
    }

    private init(_ value: Int) {
        isNegative = value < 0
        digits = value == 0 ? [] : String(value.magnitude).utf8.map { $0 - Byte.zero }
    }

    /// The value, if it fits.
    var int: Int? {
        guard digits.count <= 18 else { return nil }
        let magnitude = digits.reduce(0) { $0 * 10 + Int($1) }
        return isNegative ? -magnitude : magnitude
    }

    /// The sum with a count of digits, which is far below 10^18 for any text that fits in memory.
    func adding(_ other: Int) -> DecimalExponent {
        if let int { return DecimalExponent(int + other) }
        // More than 18 digits: the sum keeps the sign, and the magnitude grows or shrinks by far less than itself.
        var sum = self
        var carry = isNegative ? -other : other
        var place = digits.count - 1
        while carry != 0, place >= 0 {
            let total = Int(digits[place]) + carry
            let digit = ((total % 10) + 10) % 10
            sum.digits[place] = UInt8(digit)
            carry = (total - digit) / 10
            place -= 1
        }
        if carry > 0 { sum.digits.insert(contentsOf: String(carry).utf8.map { $0 - Byte.zero }, at: 0) }
        sum.digits = Array(sum.digits.drop { $0 == 0 })
        return sum
    }

    /// -1, 0 or 1 by value.
    static func compare(_ a: DecimalExponent, _ b: DecimalExponent) -> Int {
        if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
        let sign = a.isNegative ? -1 : 1
        if a.digits.count != b.digits.count { return a.digits.count < b.digits.count ? -sign : sign }
        if a.digits == b.digits { return 0 }
        return a.digits.lexicographicallyPrecedes(b.digits) ? -sign : sign
    }
}
