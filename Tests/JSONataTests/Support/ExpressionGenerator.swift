import JSON
import JSONata

/// Makes expressions by rule, and mutates some that are known.
struct ExpressionGenerator {
    private var generator: SplitMix

    /// SplitMix64: small, seeded, the same everywhere.
    struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    init(seed: UInt64) {
        generator = SplitMix(state: seed)
    }

    private static let names = ["a", "b", "c", "list", "orders", "items", "id", "name", "price", "min", "nothing"]
    private static let literals = [
        "1", "0", "-1", "1.5", "1e300", "'a'", "'pen'", "''", "true", "false", "null", "[]", "[1, 2, 3]", "[[1], [2]]",
        "{'a': 1}", "[3..5]", "$", "$$", "$x", "$y", "$sum", "/e+/", "%", "*", "**", "'[Y0001]-[M01]'", "'#,##0.00'",
    ]
    private static let functions = FunctionLibrary.standard.names
    private static let operators = [
        "+", "-", "*", "/", "%", "=", "!=", "<", "<=", ">", ">=", "&", "and", "or", "in", "~>",
    ]
    private static let known = [
        "orders@$o.items#$i[$i = 0].{'o': $o.id, 'n': name}", "orders.items^(>price, name)[0].%.id",
        "($f := function($n)<n-:n>{ $n <= 1 ? 1 : $n * $f($n - 1) }; $f(5))",
        "$ ~> |orders.items|{'price': price * 2}, ['name']|",
        "$replace('a-b-c', /([a-z])-/i, '$1+', 1)",
        "$map(orders.items, function($v, $i, $a){ $i & $v.name & $count($a) })",
        "$formatNumber(-1234.5, '#,##0.00;(#,##0.00)', {'decimal-separator': ','})", "orders{id: $sum(items.price)}.o1",
        "$fromMillis(1510067557121, '[FNn], [D1o] [MNn] [Y] [Z01:01t]', '+0530')", "$toMillis('3 2018', '[M] [Y]')",
        "$fromMillis(8e14, '[Y,2-4] [MNn,3-3] [F0] [H#1] [Z0101t,*-6] [Dwo] [dI] [xN,*-4]', '-0930')",
        "$toMillis('Feb 3rd 18 11:07 pm +0100', '[MNn,3-3] [D1o] [Y01] [h]:[m01] [P] [Z]')",
        "$formatInteger(1234567, '#:##9,999;o') & $formatInteger(-1e20, 'w;o') & $parseInteger('mcmxc', 'i')",
        "$formatNumber(0.00012, '#,##0.0##e00') & $formatBase(255, 16) & $round(2.675, 2)",
        "list[$ > 1][0][] ~> $append([1..3]) ~> $reduce(function($a, $b){ $a + $b })",
        "($p := $substring(?, 1, ?); $p('abc', 1))",
        "$eval('$sum(list)') & $string({'a': [1, {}]}, true)",
        "\"\\u0041\\n\" & `a`.b & $match('aXb', /(?=x)(x)\\1?|\\b/im)",
    ]

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private mutating func number(below bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &generator)
    }

    /// An expression of a random kind with others inside it.
    mutating func expression(depth: Int) -> String {
        guard depth > 0 else { return number(below: 2) == 0 ? pick(Self.names) : pick(Self.literals) }
        switch number(below: 14) {
        case 0...3: return path(depth: depth)
        case 4...5: return inner(depth) + " " + pick(Self.operators) + " " + inner(depth)
        case 6...8: return "$" + pick(Self.functions) + "(" + list(depth, most: 3) + ")"
        case 9: return "(\(inner(depth)) ? \(inner(depth)) : \(inner(depth)))"
        case 10: return "($x := \(inner(depth)); $y := \(inner(depth)); \(inner(depth)))"
        case 11: return "[" + list(depth, most: 3) + "]"
        case 12: return "{'k': \(inner(depth)), 'l': \(inner(depth))}"
        default: return "$" + pick(["map", "filter", "each", "sift", "reduce"]) + "(\(inner(depth)), \(lambda(depth)))"
        }
    }

    private mutating func inner(_ depth: Int) -> String {
        expression(depth: depth - 1)
    }

    private mutating func list(_ depth: Int, most: Int) -> String {
        (0..<number(below: most + 1)).map { _ in inner(depth) }.joined(separator: ", ")
    }

    private mutating func lambda(_ depth: Int) -> String {
        "function($x, $y){ " + inner(depth) + " }"
    }

    private mutating func path(depth: Int) -> String {
        (0...number(below: 4)).map { _ in step(depth) }.joined(separator: ".")
    }

    private mutating func step(_ depth: Int) -> String {
        let base = number(below: 4) == 0 ? "(" + inner(depth) + ")" : pick(Self.names)
        switch number(below: 12) {
        case 0, 1: return base + "[" + inner(depth) + "]"
        case 2: return base + "[]"
        case 3: return base + "#$x"
        case 4: return base + "@$y"
        case 5: return base + "^(>" + inner(depth) + ")"
        case 6: return base + "{$string(\(inner(depth))): \(inner(depth))}"
        case 7: return "%"
        default: return base
        }
    }

    /// A known expression with some characters changed, moved, doubled or lost.
    mutating func mutant() -> String {
        var scalars = Array(pick(Self.known).unicodeScalars)
        let marks = Array("()[]{}.,:;?@#$%^&*|<>=!~/\\'\"`-+0a \u{1F600}\u{301}".unicodeScalars)
        for _ in 0...number(below: 3) {
            let place = number(below: scalars.count + 1)
            switch number(below: 5) {
            case 0: scalars.insert(pick(marks), at: place)
            case 1 where place < scalars.count: scalars.remove(at: place)
            case 2 where place < scalars.count: scalars[place] = pick(marks)
            case 3: scalars.insert(contentsOf: scalars.prefix(number(below: 12)), at: place)
            default: scalars += Array(pick(Self.known).unicodeScalars).suffix(number(below: 20))
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
