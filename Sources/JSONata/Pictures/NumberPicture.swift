internal import JSON

/// How `$formatNumber` writes numbers: `#,##0.00;(#,##0.00)`.
struct NumberPicture {
    private let format: DecimalFormat
    private let positive: SubPicture
    private let negative: SubPicture?

    /// Reads a picture; throws `D3080` to `D3093`.
    init(_ picture: String, _ options: Value) throws(Failure) {
        format = DecimalFormat(options)
        let separator = format.patternSeparator
        let halves = Array(picture.unicodeScalars).split(
            separator: separator, omittingEmptySubsequences: false)
        if halves.count > 2 { throw Failure("D3080") }
        positive = try SubPicture(Array(halves[0]), format)
        negative = halves.count > 1 ? try SubPicture(Array(halves[1]), format) : nil
    }

    /// A number as the picture has it.
    func text(_ value: Double, _ run: Run) throws(Failure) -> String {
        let picture = value < 0 ? negative ?? positive : positive
        let sign = value < 0 && negative == nil ? format.minusSign : ""
        let sizes = picture.sizes
        try run.allocate((sizes.leastInteger + sizes.mostFraction + 400) * 8)
        var number = value.magnitude
        if picture.isPercent { number *= 100 }
        if picture.isPerMille { number *= 1000 }
        var exponent: Int?
        if sizes.leastExponent > 0 {
            let scaled = Self.scale(number, sizes.scaling)
            number = scaled.mantissa
            exponent = scaled.exponent
        }
        return sign + picture.prefix + body(number, exponent, picture, sizes) + picture.suffix
    }

    /// The number with so many digits before its point, and the power of ten that makes up for it.
    private static func scale(_ number: Double, _ digits: Int) -> (mantissa: Double, exponent: Int) {
        guard number > 0, number.isFinite else { return (number, 0) }
        var mantissa = number
        var exponent = 0
        let most = NumberText.scaled(1, by: digits)
        let least = NumberText.scaled(1, by: digits - 1)
        while mantissa < least {
            mantissa *= 10
            exponent -= 1
        }
        while mantissa > most {
            mantissa /= 10
            exponent += 1
        }
        return (mantissa, exponent)
    }

    private func body(_ number: Double, _ exponent: Int?, _ picture: SubPicture, _ sizes: SubPicture.Sizes) -> String {
        let rounded = NumberFunctions.rounded(number, sizes.mostFraction)
        var (integer, fraction) = Self.digits(rounded, places: sizes.mostFraction)
        integer.removeFirst(integer.prefix { $0 == 0 }.count)
        fraction.removeLast(fraction.reversed().prefix { $0 == 0 }.count)
        while integer.count < sizes.leastInteger { integer.insert(0, at: 0) }
        while fraction.count < sizes.leastFraction { fraction.append(0) }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: grouped(integer: integer, picture))
        let decimals = grouped(fraction: fraction, picture)
        if picture.hasDecimalSeparator, !decimals.isEmpty {
            text.append(format.decimalSeparator)
            text.append(contentsOf: decimals)
        }
        if let exponent {
            text.append(format.exponentSeparator)
            if exponent < 0 { text.append(contentsOf: format.minusSign.unicodeScalars) }
            var digits = String(exponent.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
            while digits.count < sizes.leastExponent { digits.insert(0, at: 0) }
            text.append(contentsOf: format.digits(digits))
        }
        return String(text)
    }

    /// The digits before and behind the point, with a number of places that the number is rounded to already.
    private static func digits(_ number: Double, places: Int) -> ([UInt8], [UInt8]) {
        let decimal = Decimal(number)
        var integer: [UInt8] = []
        var fraction: [UInt8] = []
        if decimal.point <= 0 { fraction = [UInt8](repeating: 0, count: -decimal.point) }
        for (index, digit) in decimal.digits.enumerated() {
            if index < decimal.point { integer.append(digit) } else { fraction.append(digit) }
        }
        while integer.count < decimal.point { integer.append(0) }
        return (integer, Array(fraction.prefix(places)))
    }

    private func grouped(integer digits: [UInt8], _ picture: SubPicture) -> [Unicode.Scalar] {
        let (positions, isRegular) = picture.integerGroups
        var text: [Unicode.Scalar] = []
        for (index, digit) in format.digits(digits).enumerated() {
            let toTheRight = digits.count - index
            let isHere =
                isRegular ? toTheRight.isMultiple(of: positions[0]) : positions.contains(toTheRight)
            if index > 0, isHere { text.append(format.groupingSeparator) }
            text.append(digit)
        }
        return text
    }

    private func grouped(fraction digits: [UInt8], _ picture: SubPicture) -> [Unicode.Scalar] {
        let positions = picture.fractionGroups
        var text: [Unicode.Scalar] = []
        for (index, digit) in format.digits(digits).enumerated() {
            if positions.contains(index) { text.append(format.groupingSeparator) }
            text.append(digit)
        }
        return text
    }
}
