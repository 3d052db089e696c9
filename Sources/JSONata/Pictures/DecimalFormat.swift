/// The characters that mean something in a number's picture.
struct DecimalFormat {
    var decimalSeparator: Unicode.Scalar = "."
    var groupingSeparator: Unicode.Scalar = ","
    var exponentSeparator: Unicode.Scalar = "e"
    var percent: Unicode.Scalar = "%"
    var perMille: Unicode.Scalar = "\u{2030}"
    var zero: Unicode.Scalar = "0"
    var digit: Unicode.Scalar = "#"
    var patternSeparator: Unicode.Scalar = ";"
    var minusSign = "-"

    /// The format with what an object of options changes.
    init(_ options: Value) {
        func text(_ name: String) -> String? { options.member(name)?.stringValue }
        func set(_ name: String, _ scalar: inout Unicode.Scalar) {
            if let first = text(name)?.unicodeScalars.first { scalar = first }
        }
        set("decimal-separator", &decimalSeparator)
        set("grouping-separator", &groupingSeparator)
        set("exponent-separator", &exponentSeparator)
        set("percent", &percent)
        set("per-mille", &perMille)
        set("zero-digit", &zero)
        set("digit", &digit)
        set("pattern-separator", &patternSeparator)
        if let sign = text("minus-sign") { minusSign = sign }
    }

    /// Whether a character is one of the ten digits.
    func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= zero.value && scalar.value <= zero.value + 9
    }

    /// Whether a character is part of the number rather than of what stands around it.
    func isActive(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || scalar == decimalSeparator || scalar == exponentSeparator || scalar == groupingSeparator
            || scalar == digit || scalar == patternSeparator
    }

    /// ASCII digits as this format's.
    func digits(_ digits: some Sequence<UInt8>) -> [Unicode.Scalar] {
        digits.map { Unicode.Scalar(zero.value + UInt32($0)) ?? zero }
    }
}
