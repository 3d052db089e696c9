import JSON
import StatesLanguage
import Testing

/// Texts that are almost paths, calls and filters: whatever they are, reading and evaluating them comes to an end.
@Suite("Any text read as a path or a call")
struct PathFuzzTests {
    private static let seeds = [
        "$.a.b[0]", "$..b[?(@.c > 1 && !(@.d == 'x\\'y'))].e", "$$.Execution.Input['a','b'][1:-1]", "$name[*].length()",
        "$..[?(@.a in [1,'b',null])]..*", "States.Format('a {} \\{ \\' b', $.a, States.Array(1, null, true, $x.y))",
        "States.MathAdd($.a[?(@ > 1.5e3)].length(), -1)", "States.StringSplit('a,b', ',')", "$[0,2]['x'].*",
    ]

    private static let pieces = [
        "$", "$$", ".", "..", "[", "]", "(", ")", "?", "@", "*", "'", "\"", "\\", ",", ":", "&&", "||", "!", "==", "<",
        "1", "-1", "a", "é", " ", "States.", "Array(", "length()", "null", "{}", "\u{0}", "99999999999999999999",
    ]

    @Test("is read or refused, and evaluated", arguments: [1, 2, 3, 4] as [UInt64])
    func anything(_ seed: UInt64) throws {
        var random = Random(state: seed)
        let document = #"{"a":{"b":[1,2,{"c":2,"d":"x","e":[null,true]}]},"x":"y","b":[[1],[2]]}"#
        let context = try ContextObject.sample(executionInput: document)
        for _ in 0..<3000 {
            var text = Array(Self.seeds[random.below(Self.seeds.count)])
            for _ in 0..<random.below(4) {
                let place = random.below(text.count + 1)
                if Bool.random(using: &random), place < text.count {
                    text.remove(at: place)
                } else {
                    text.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)], at: place)
                }
            }
            let template = try? PayloadTemplate(parsing: .object(["v.$": .string(String(text))]))
            _ = try? template?.text(input: .literal(document), context: context)
        }
    }

    @Test(
        "that asks for more than can be answered is stopped",
        arguments: ["$..*..*..*..*..*..*", "$..[?(@..*..*..*..*)]", "$[*][?($..*..*..*..*..*..*)]"])
    func effort(_ path: String) throws {
        let leaf = "[" + (0..<50).map(String.init).joined(separator: ",") + "]"
        let nested = (0..<40).reduce(leaf) { inner, _ in #"{"a":\#(inner),"b":\#(leaf)}"# }
        let template = try PayloadTemplate(parsing: .object(["v.$": .string(path)]))
        let context = try ContextObject.sample()
        #expect(throws: StateRuntimeError.self) { try template.text(input: .literal(nested), context: context) }
    }

    @Test(
        "that compares long lists with one another again and again is stopped",
        arguments: [
            "$.big[?($.big subsetof $.large)]", "$.big[?($.big noneof $.other)]", "$.big[?($.big == $.large)]",
            "$.big[?($.text contains 'b')]", "$.big[?($.text size 7)]",
        ])
    func comparisons(_ path: String) throws {
        func list(_ numbers: Range<Int>) -> String { "[" + numbers.map(String.init).joined(separator: ",") + "]" }
        let text = String(repeating: "a", count: 80_000)
        let document = """
            {"big":\(list(0..<10_000)),"large":\(list(0..<10_000)),"other":\(list(20_000..<30_000)),"text":"\(text)"}
            """
        let template = try PayloadTemplate(parsing: .object(["v.$": .string(path)]))
        let context = try ContextObject.sample()
        #expect(throws: StateRuntimeError.self) { try template.text(input: .literal(document), context: context) }
    }

    @Test("that compares a list with each of many elements is not")
    func ordinaryComparisons() throws {
        let orders = (0..<2_000).map { #"{"tags":["t\#($0 % 50)","all"]}"# }.joined(separator: ",")
        let allowed = (0..<40).map { #""t\#($0)""# }.joined(separator: ",")
        let document = #"{"orders":[\#(orders)],"allowed":[\#(allowed),"all"]}"#
        let template = try PayloadTemplate(parsing: .object(["v.$": "$.orders[?(@.tags subsetof $.allowed)]"]))
        let text = try template.text(input: .literal(document), context: try ContextObject.sample())
        #expect(try JSONValue(parsing: Array(text.utf8))["v"]?.arrayValue?.count == 1_600)
    }

    @Test("is refused where it has too many steps")
    func steps() throws {
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: "$" + String(repeating: ".a", count: 100_000)) }
        #expect(throws: JSONPathError.self) {
            try JSONPath(parsing: "$" + String(repeating: "..[?(@)]", count: 100_000))
        }
    }

    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }

        mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    }
}
