import JSON
import JSONata
import Testing

@Suite("What passes through") struct PassThroughTests {
    private let input = #"{"z":1.10,"a":{"n":100000000000000000001,"e":1E2,"neg":-0},"list":[1.0,2.50,[3.00]]}"#

    @Test(
        "keeps its numbers' text and its order",
        arguments: [
            ("$", #"{"z":1.10,"a":{"n":100000000000000000001,"e":1E2,"neg":-0},"list":[1.0,2.50,[3.00]]}"#),
            ("a", #"{"n":100000000000000000001,"e":1E2,"neg":-0}"#),
            ("[list, z]", "[1.0,2.50,[3.00],1.10]"), ("{'k': z, 'a': a.e}", #"{"k":1.10,"a":1E2}"#),
            ("list[1]", "2.50"), ("$reverse(list)", "[[3.00],2.50,1.0]"), ("$max([z, 1])", "1.10"),
            ("$merge([a, {'x': z}])", #"{"n":100000000000000000001,"e":1E2,"neg":-0,"x":1.10}"#),
            ("($x := a.n; $x)", "100000000000000000001"), ("list^(>$string($))[0]", "[3.00]"),
            (
                "$ ~> |a|{'e': 3}|",
                #"{"z":1.10,"a":{"n":100000000000000000001,"e":3,"neg":-0},"list":[1.0,2.50,[3.00]]}"#
            ),
        ])
    func untouched(_ expression: String, _ expected: String) {
        #expect(Evaluating.text(expression, input) == expected)
    }

    @Test(
        "is a number as JavaScript writes it once it is computed with",
        arguments: [
            ("z + 0", "1.1"), ("a.n + 1", "100000000000000000000"), ("-z", "-1.1"), ("1e21 * 1", "1e+21"),
            ("1 / 3", "0.3333333333333333"), ("0.1 + 0.2", "0.30000000000000004"), ("1e-7 * 1", "1e-7"),
            ("123456789 * 1000000000", "123456789000000000"), ("5e-324 * 1", "5e-324"), ("-0", "0"),
            ("0.000001", "0.000001"),
        ])
    func computed(_ expression: String, _ expected: String) {
        #expect(Evaluating.text(expression, input) == expected)
    }

    @Test func `is no function`() {
        #expect(Evaluating.text("$sum") == "undefined")
        #expect(Evaluating.text("{'f': $sum, 'g': 1}") == #"{"g":1}"#)
        #expect(Evaluating.text("[1, /a/]") == "[1,null]")
    }
}
