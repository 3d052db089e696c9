/// A label of a domain name in ASCII (RFC 3492): what `xn--` stands before.
enum Punycode {
    private static let base = 36
    private static let (least, most, skew, damp) = (1, 26, 38, 700)

    /// Encodes a label that holds other characters than ASCII; `nil` where it is too long to be counted.
    static func encode(_ label: String) -> String? {
        let scalars = label.unicodeScalars.map { Int($0.value) }
        var output = scalars.filter { $0 < 0x80 }
        let basic = output.count
        if basic > 0 { output.append(Int(UInt8(ascii: "-"))) }
        var (code, delta, bias, handled) = (0x80, 0, 72, basic)
        while handled < scalars.count {
            guard let next = scalars.filter({ $0 >= code }).min() else { return nil }
            let (product, overflow) = (next - code).multipliedReportingOverflow(by: handled + 1)
            guard !overflow, product < Int(Int32.max) else { return nil }
            delta += product
            code = next
            for scalar in scalars {
                if scalar < code { delta += 1 }
                guard scalar == code else { continue }
                output += digits(of: delta, bias: bias)
                bias = adapt(delta, handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            code += 1
        }
        return String(String.UnicodeScalarView(output.compactMap { UnicodeScalar($0) }))
    }

    /// A number as digits whose weights follow from the bias (section 6.3).
    private static func digits(of number: Int, bias: Int) -> [Int] {
        var (rest, position) = (number, base)
        var result: [Int] = []
        while true {
            let threshold = min(max(position - bias, least), most)
            if rest < threshold { break }
            result.append(character(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            position += base
        }
        return result + [character(rest)]
    }

    private static func character(_ digit: Int) -> Int {
        digit < 26 ? digit + Int(UInt8(ascii: "a")) : digit - 26 + Int(UInt8(ascii: "0"))
    }

    private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var rest = isFirst ? delta / damp : delta / 2
        rest += rest / count
        var steps = 0
        while rest > (base - least) * most / 2 {
            rest /= base - least
            steps += base
        }
        return steps + (base - least + 1) * rest / (rest + skew)
    }
}
