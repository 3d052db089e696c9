package import FoundationEssentials

/// A plain decimal number with at most four decimals, in ten-thousandths: what hours and rates are read as.
package struct FixedPoint: Sendable, Hashable, Comparable {
    /// Why a text is no such number.
    package enum Fault: Error, Sendable, Equatable { case notANumber, negative, tooPrecise, tooLarge }

    /// The number times 10,000; never negative.
    package let tenThousandths: Int

    /// A number by its ten-thousandths.
    package init(tenThousandths: Int) {
        self.tenThousandths = tenThousandths
    }

    /// Reads digits with an optional point; exponents, separators and signs other than a minus are no numbers.
    package init(_ text: some Collection<UInt8>, atMost limit: Int) throws(Fault) {
        var value = 0
        var decimals: Int?
        var digits = 0
        var isNegative = false
        var hasExcessDecimals = false
        var isAboveLimit = false
        for (index, byte) in text.enumerated() {
            switch byte {
            case 0x2D where index == 0: isNegative = true
            case 0x2E where decimals == nil: decimals = 0
            case 0x30...0x39:
                digits += 1
                if let count = decimals {
                    decimals = count + 1
                    if count >= 4 {
                        if byte != 0x30 { hasExcessDecimals = true }
                        continue
                    }
                }
                value = isAboveLimit ? value : value * 10 + Int(byte - 0x30)
                if decimals == nil && value > limit { isAboveLimit = true }
            default: throw .notANumber
            }
        }
        guard digits > 0 else { throw .notANumber }
        if isAboveLimit { throw isNegative ? .negative : .tooLarge }
        for _ in min(4, decimals ?? 0)..<4 { value *= 10 }
        if isNegative && (value > 0 || hasExcessDecimals) { throw .negative }
        if hasExcessDecimals { throw .tooPrecise }
        if value > limit * 10_000 { throw .tooLarge }
        tenThousandths = value
    }

    /// The same number for computing money.
    package var decimal: Decimal { Decimal(sign: .plus, exponent: -4, significand: Decimal(tenThousandths)) }

    /// Smaller numbers come first.
    package static func < (left: FixedPoint, right: FixedPoint) -> Bool { left.tenThousandths < right.tenThousandths }
}
