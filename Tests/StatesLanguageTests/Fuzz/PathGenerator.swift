/// Makes paths by the grammar of the dialect, and texts that are almost paths.
struct PathGenerator {
    static let pieces = [
        "$", "$$", ".", "..", "[", "]", "(", ")", "?", "@", "*", "'", "\"", "\\", ",", ":", "&&", "||", "!", "==", "<=",
        "in",
        "1", "-1", "a", "é", "e\u{301}", " ", "length()", "null", "\u{0}", "99999999999999999999",
        "-9223372036854775808", "[?(",
    ]
    private static let operators = [
        "==", "!=", "<", "<=", ">", ">=", "in", "nin", "subsetof", "anyof", "noneof", "all", "contains", "size",
        "empty",
    ]
    private static let literals = [
        "1", "-0.5", "1e400", "'a'", "\"b\"", "true", "false", "null", "[1,'a',null]", "[]", "''",
    ]
    private static let functions = ["length", "keys", "min", "max", "sum", "avg", "stddev"]
    private static let indexes = [
        "0", "1", "2", "-1", "-2", "7", "9223372036854775807", "-9223372036854775808", "-9223372036854775807",
    ]

    var random: FuzzRandom

    /// By the grammar alone or, one in three, changed afterwards.
    mutating func text() -> String {
        let path = path(root: random.pick(["$", "$", "$", "$", "$$", "$known", "$unknown"]))
        return random.oneIn(3) ? random.mutated(path, pieces: Self.pieces) : path
    }

    mutating func path(root: String, isDefinite: Bool = false, nesting: Int = 0) -> String {
        var text = root
        for _ in 0..<random.below(nesting > 0 ? 3 : 5) {
            text += isDefinite || random.oneIn(2) ? definiteStep() : step(nesting: nesting)
        }
        if !isDefinite, random.oneIn(6) { text += ".\(random.pick(Self.functions))()" }
        return text
    }

    private mutating func definiteStep() -> String {
        switch random.below(3) {
        case 0: return "." + random.pick(["a", "b", "c", "d", "é", "x\\ y", "length"])
        case 1: return "[\(quoted())]"
        default: return "[\(random.pick(Self.indexes))]"
        }
    }

    private mutating func step(nesting: Int) -> String {
        switch random.below(8) {
        case 0: return random.pick([".*", "[*]", "[ * ]"])
        case 1: return "[\(quoted()), \(quoted())]"
        case 2: return "[\(random.pick(Self.indexes)),\(random.pick(Self.indexes))]"
        case 3: return "[\(bound()):\(bound())]"
        case 4: return random.pick(["..a", "..*", "..[0]", "..['b']", "..[*]"])
        default: return nesting > 2 ? ".a" : "[?(\(condition(nesting: nesting)))]"
        }
    }

    private mutating func bound() -> String { random.oneIn(2) ? "" : random.pick(Self.indexes) }

    private mutating func quoted() -> String {
        let name = random.pick(ValueGenerator.names).replacing("\\", with: "\\\\")
        return random.oneIn(4) ? "\"\(name.replacing("\"", with: "\\\""))\"" : "'\(name.replacing("'", with: "\\'"))'"
    }

    private mutating func condition(nesting: Int) -> String {
        switch random.below(8) {
        case 0: "\(condition(nesting: nesting + 1)) && \(condition(nesting: nesting + 1))"
        case 1: "(\(condition(nesting: nesting + 1)) || \(condition(nesting: nesting + 1)))"
        case 2: "!(\(condition(nesting: nesting + 1)))"
        case 3: term(nesting: nesting + 1, isPath: true)
        default:
            "\(term(nesting: nesting + 1, isPath: true)) \(random.pick(Self.operators)) \(term(nesting: nesting + 1))"
        }
    }

    private mutating func term(nesting: Int, isPath: Bool = false) -> String {
        if !isPath, random.oneIn(2) { return random.pick(Self.literals) }
        return path(root: random.pick(["@", "@", "$"]), nesting: nesting + 1)
    }
}
