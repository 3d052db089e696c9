internal import JSON

/// Functions of numbers.
enum NumberFunctions {
    static let all: [NativeFunction] = [
        NativeFunction("number", "<(nsb)-:n>", arity: 1, number),
        NativeFunction("floor", "<n-:n>", arity: 1) { call throws(Failure) in
            try mapped(call) { $0.rounded(.down) }
        },
        NativeFunction("ceil", "<n-:n>", arity: 1) { call throws(Failure) in try mapped(call) { $0.rounded(.up) } },
        NativeFunction("abs", "<n-:n>", arity: 1) { call throws(Failure) in try mapped(call) { $0.magnitude } },
        NativeFunction("round", "<n-n?:n>", arity: 2, round),
        NativeFunction("sqrt", "<n-:n>", arity: 1, sqrt),
        NativeFunction("power", "<n-n:n>", arity: 2, power),
        NativeFunction("random", "<:n>", arity: 0) { call throws(Failure) in .number(call.run.random.fraction()) },
        NativeFunction("formatBase", "<n-n?:s>", arity: 2, formatBase),
    ]

    private static func mapped(_ call: NativeFunction.Call, _ change: (Double) -> Double) throws(Failure) -> Value {
        try call.number(0).map { .number(change($0)) } ?? .undefined
    }

    private static func number(_ call: NativeFunction.Call) throws(Failure) -> Value {
        switch call[0] {
        case .undefined: return .undefined
        case .number, .numeral: return call[0]
        case .bool(let value): return .number(value ? 1 : 0)
        case .string(let text):
            if let value = decimal(text) ?? prefixed(text) { return .number(value) }
            fallthrough
        default: throw Failure("D3030", value: call[0].quoted(call.run), index: 1)
        }
    }

    /// A number as JSON writes it, except that leading zeros may stand before it.
    private static func decimal(_ text: String) -> Double? {
        var digits = text.utf8[...]
        if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
        guard takeDigits(&digits) else { return nil }
        if digits.first == UInt8(ascii: ".") {
            digits = digits.dropFirst()
            guard takeDigits(&digits) else { return nil }
        }
        if digits.first == UInt8(ascii: "e") || digits.first == UInt8(ascii: "E") {
            digits = digits.dropFirst()
            if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
            guard takeDigits(&digits) else { return nil }
        }
        guard digits.isEmpty, let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private static func takeDigits(_ text: inout Substring.UTF8View) -> Bool {
        let rest = text.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        defer { text = rest }
        return rest.startIndex != text.startIndex
    }

    /// `0x1F`, `0o17` and `0b11`.
    private static func prefixed(_ text: String) -> Double? {
        let radix: Int
        switch text.prefix(2).lowercased() {
        case "0x": radix = 16
        case "0o": radix = 8
        case "0b": radix = 2
        default: return nil
        }
        let digits = text.dropFirst(2)
        guard let first = digits.first, first != "+", first != "-" else { return nil }
        var value = 0.0
        for digit in digits.unicodeScalars {
            guard let number = digit.hexDigitValue, number < radix else { return nil }
            value = value * Double(radix) + Double(number)
        }
        return value.isFinite ? value : nil
    }

    private static func round(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let value = try call.number(0) else { return .undefined }
        let precision = try call.number(1) ?? 0
        return .number(rounded(value, Int(min(max(precision, -400), 400))))
    }

    /// Rounds half to even at a decimal place.
    static func rounded(_ value: Double, _ precision: Int = 0) -> Double {
        var scaled = precision == 0 ? value : NumberText.scaled(value, by: precision)
        guard scaled.isFinite else { return value }
        // Half up as JavaScript has it, then back where that left an odd number.
        var result = (scaled + 0.5).rounded(.down)
        if scaled.magnitude >= 0x1p52 { result = scaled }
        if scaled == 0.49999999999999994 { result = 0 }
        if (result - scaled).magnitude == 0.5, result.truncatingRemainder(dividingBy: 2).magnitude == 1 { result -= 1 }
        scaled = precision == 0 ? result : NumberText.scaled(result, by: -precision)
        return scaled == 0 ? 0 : scaled
    }

    private static func sqrt(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let value = try call.number(0) else { return .undefined }
        if value < 0 { throw Failure("D3060", value: call[0].quoted(call.run), index: 1) }
        return .number(value.squareRoot())
    }

    private static func power(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let base = try call.number(0), let exponent = try call.number(1) else { return .undefined }
        let result = Power.raise(base, to: exponent)
        guard result.isFinite else {
            throw Failure("D3061", value: call[0].quoted(call.run), value2: call[1].quoted(call.run), index: 1)
        }
        return .number(result)
    }

    private static func formatBase(_ call: NativeFunction.Call) throws(Failure) -> Value {
        guard let value = try call.number(0) else { return .undefined }
        let radix = rounded(try call.number(1) ?? 10)
        guard radix >= 2, radix <= 36 else {
            throw Failure("D3100", value: .number(try NumberText.jsonNumber(radix)))
        }
        return .string(digits(of: rounded(value), radix: radix))
    }

    private static func digits(of value: Double, radix: Double) -> String {
        if let integer = Int(exactly: value) { return String(integer, radix: Int(radix)) }
        if radix == 10 { return NumberText.string(value) }
        var digits: [UInt8] = []
        var rest = value.magnitude
        while rest >= 1 {
            digits.append(UInt8(rest.truncatingRemainder(dividingBy: radix)))
            rest = (rest / radix).rounded(.down)
        }
        let text = digits.reversed().map { String($0, radix: 36) }.joined()
        return value < 0 ? "-" + text : text
    }
}
