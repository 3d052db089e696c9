internal import JSON

/// One half of a number's picture, taken apart: XPath's `format-number` (XPath and XQuery Functions 3.1, §4.7).
struct SubPicture {
    typealias Scalars = ArraySlice<Unicode.Scalar>

    private let format: DecimalFormat
    private let scalars: [Unicode.Scalar]
    let prefix: String
    let suffix: String
    private let integer: Scalars
    private let fraction: Scalars
    /// What follows the exponent separator, if there is one.
    private let exponent: Scalars?
    let hasDecimalSeparator: Bool
    let isPercent: Bool
    let isPerMille: Bool

    /// Takes a picture apart; throws `D3081` to `D3093`.
    init(_ picture: [Unicode.Scalar], _ format: DecimalFormat) throws(Failure) {
        self.format = format
        scalars = picture
        let isPart = { (scalar: Unicode.Scalar) in format.isActive(scalar) && scalar != format.exponentSeparator }
        guard let start = picture.firstIndex(where: isPart), let end = picture.lastIndex(where: isPart) else {
            throw Failure("D3085")
        }
        let mantissa: Scalars
        prefix = Self.text(picture[..<start])
        suffix = Self.text(picture[(end + 1)...])
        let active = picture[start...end]
        // The exponent's separator may be the first character of what else would be the suffix.
        if let place = picture[start...].firstIndex(of: format.exponentSeparator), place <= end + 1 {
            mantissa = active[..<min(place, end + 1)]
            exponent = place < end ? active[(place + 1)...] : []
        } else {
            mantissa = active
            exponent = nil
        }
        if let point = mantissa.firstIndex(of: format.decimalSeparator) {
            integer = mantissa[..<point]
            fraction = mantissa[(point + 1)...]
            hasDecimalSeparator = true
        } else {
            integer = mantissa
            fraction = []
            hasDecimalSeparator = false
        }
        isPercent = picture.contains(format.percent)
        isPerMille = picture.contains(format.perMille)
        try validate(active, mantissa)
    }

    private static func text(_ scalars: Scalars) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private func validate(_ active: Scalars, _ mantissa: Scalars) throws(Failure) {
        func occursTwice(_ scalar: Unicode.Scalar) -> Bool { scalars.count { $0 == scalar } > 1 }
        if occursTwice(format.decimalSeparator) { throw Failure("D3081") }
        if occursTwice(format.percent) { throw Failure("D3082") }
        if occursTwice(format.perMille) { throw Failure("D3083") }
        if isPercent, isPerMille { throw Failure("D3084") }
        guard mantissa.contains(where: { format.isDigit($0) || $0 == format.digit }) else { throw Failure("D3085") }
        guard active.allSatisfy(format.isActive) else { throw Failure("D3086") }
        try validateGrouping()
        let optional = integer.firstIndex(of: format.digit)
        if let optional, integer[..<optional].contains(where: format.isDigit) { throw Failure("D3090") }
        if let last = fraction.lastIndex(of: format.digit), fraction[last...].contains(where: format.isDigit) {
            throw Failure("D3091")
        }
        guard let exponent else { return }
        if !exponent.isEmpty, isPercent || isPerMille { throw Failure("D3092") }
        if exponent.isEmpty || !exponent.allSatisfy(format.isDigit) { throw Failure("D3093") }
    }

    private func validateGrouping() throws(Failure) {
        if hasDecimalSeparator {
            if integer.last == format.groupingSeparator || fraction.first == format.groupingSeparator {
                throw Failure("D3087")
            }
        } else if integer.last == format.groupingSeparator {
            throw Failure("D3088")
        }
        for (first, second) in zip(scalars, scalars.dropFirst())
        where first == format.groupingSeparator && second == first { throw Failure("D3089") }
    }
}

extension SubPicture {
    /// What the picture says of the number's digits.
    struct Sizes {
        var leastInteger: Int
        /// How many digits stand before the point of a number with an exponent.
        var scaling: Int
        var leastFraction: Int
        var mostFraction: Int
        var leastExponent: Int
    }

    var sizes: Sizes {
        let leastInteger = integer.count { format.isDigit($0) }
        var sizes = Sizes(
            leastInteger: leastInteger, scaling: leastInteger, leastFraction: fraction.count { format.isDigit($0) },
            mostFraction: fraction.count { format.isDigit($0) || $0 == format.digit },
            leastExponent: exponent?.count ?? 0)
        if sizes.leastInteger == 0, sizes.mostFraction == 0 {
            if exponent != nil {
                sizes.leastFraction = 1
                sizes.mostFraction = 1
            } else {
                sizes.leastInteger = 1
            }
        }
        if exponent != nil, sizes.leastInteger == 0, integer.contains(format.digit) { sizes.leastInteger = 1 }
        if sizes.leastInteger == 0, sizes.leastFraction == 0 { sizes.leastFraction = 1 }
        return sizes
    }

    /// Before how many digits from the point grouping separators stand; when they are regular, at each multiple of the first.
    var integerGroups: (positions: [Int], isRegular: Bool) {
        let positions = integer.indices.filter { integer[$0] == format.groupingSeparator }
            .map { count(integer[$0...]) }
        if let width = IntegerPicture.regularWidth(positions) { return ([width], true) }
        return (positions, false)
    }

    /// Behind how many digits of the fraction grouping separators stand.
    var fractionGroups: [Int] {
        fraction.indices.filter { fraction[$0] == format.groupingSeparator }.map { count(fraction[..<$0]) }
    }

    private func count(_ part: Scalars) -> Int {
        part.count { format.isDigit($0) || $0 == format.digit }
    }
}
