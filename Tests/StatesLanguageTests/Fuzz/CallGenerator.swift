import JSON

/// Makes calls of intrinsic functions: nested, with escapes, with arguments that fit and with ones that do not.
struct CallGenerator {
    static let pieces = [
        "States.", "States.Array(", "(", ")", ",", "'", "\\", "\\'", "\\{", "{}", "$", "$.a", "$$", " ", "null",
        "1e400", "-",
        "é", "\u{0}", "Format", "[?(@", "9223372036854775808",
    ]
    private static let functions = [
        "Format", "StringToJson", "JsonToString", "Array", "ArrayPartition", "ArrayContains", "ArrayRange",
        "ArrayGetItem",
        "ArrayLength", "ArrayUnique", "Base64Encode", "Base64Decode", "Hash", "JsonMerge", "MathRandom", "MathAdd",
        "StringSplit", "UUID",
    ]

    /// The whole numbers at which something overflows.
    private static let bounds = ["0", "1", "-1", "9223372036854775807", "-9223372036854775808"]

    var random: FuzzRandom

    /// By the grammar alone or, one in four, changed afterwards.
    mutating func text() -> String {
        let call = call(depth: random.below(4))
        return random.oneIn(4) ? random.mutated(call, pieces: Self.pieces) : call
    }

    /// A call whose arguments are mostly of the kinds that the function takes.
    mutating func call(depth: Int) -> String {
        let function = random.pick(Self.functions)
        let arguments: [String] =
            switch function {
            case "Format": format(depth)
            case "Array": (0..<random.below(4)).map { _ in any(depth) }
            case "ArrayPartition", "ArrayGetItem": [array(depth), number(depth)]
            case "ArrayContains": [array(depth), any(depth)]
            case "ArrayRange": [number(depth), number(depth), number(depth)]
            case "ArrayLength", "ArrayUnique": [array(depth)]
            case "StringToJson", "Base64Encode", "Base64Decode": [quoted(depth)]
            case "Hash": [any(depth), random.pick(["'MD5'", "'SHA-1'", "'SHA-256'", "'SHA-384'", "'SHA-512'", "'X'"])]
            case "JsonMerge": [any(depth), any(depth), random.pick(["false", "false", "true", "$.a"])]
            case "MathRandom": [number(depth), number(depth), number(depth)].dropLast(random.below(2))
            case "MathAdd": [number(depth), number(depth)]
            case "StringSplit": [quoted(depth), quoted(depth)]
            case "UUID": []
            default: [any(depth)]
            }
        let separator = random.pick([",", ", ", " , "])
        let wrong = random.oneIn(20) ? [any(0)] : []
        return "States.\(function)(\((arguments + wrong).joined(separator: separator)))"
    }

    /// Anything that can be an argument.
    mutating func any(_ depth: Int) -> String {
        switch random.below(depth > 0 ? 6 : 5) {
        case 0: literal()
        case 1: number(0)
        case 2: quoted(0)
        case 3, 4: path()
        default: call(depth: depth - 1)
        }
    }

    mutating func path() -> String {
        if random.oneIn(2) {
            return random.pick(["$", "$.a", "$.b", "$.list", "$.text", "$known", "$$.Execution.Name"])
        }
        var paths = PathGenerator(random: random)
        defer { random = paths.random }
        return paths.path(root: "$")
    }

    /// A text of the language, escaped.
    mutating func literalText() -> String {
        var text = random.pick(ValueGenerator.texts) + (random.oneIn(2) ? random.pick(ValueGenerator.texts) : "")
        for escaped in ["\\", "'", "{", "}"] { text = text.replacing(escaped, with: "\\" + escaped) }
        return "'\(text)'"
    }

    private mutating func literal() -> String { random.pick(["null", "true", "false", "-0", "1.50"]) }

    private mutating func number(_ depth: Int) -> String {
        if depth > 0, random.oneIn(3) { return "States.MathAdd(\(number(depth - 1)), \(number(0)))" }
        if random.oneIn(8) { return any(0) }
        return random.pick(random.oneIn(2) ? ValueGenerator.numbers : Self.bounds)
    }

    private mutating func quoted(_ depth: Int) -> String {
        if depth > 0, random.oneIn(2) {
            return random.pick(["States.JsonToString(\(any(depth - 1)))", "States.Base64Encode(\(quoted(depth - 1)))"])
        }
        return random.oneIn(6) ? any(0) : literalText()
    }

    private mutating func array(_ depth: Int) -> String {
        if depth > 0, random.oneIn(3) { return "States.ArrayRange(0, \(random.below(40)), \(random.below(3) + 1))" }
        return random.oneIn(6) ? any(depth) : "States.Array(\(any(depth)), \(any(0)))"
    }

    private mutating func format(_ depth: Int) -> [String] {
        let arguments = (0..<random.below(4)).map { _ in any(depth) }
        let places = arguments.map { _ in "{}" + random.pick(["", " ", "\\{\\}", "\\'", "é"]) }
        return ["'\(places.joined())'"] + arguments
    }
}
