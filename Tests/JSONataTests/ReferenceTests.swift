import JSON
import JSONata
import Testing

@Suite("What an expression refers to") struct ReferenceTests {
    @Test(
        "is the variables that it does not bind, with the names behind them",
        arguments: [
            ("$states.input.a.b + 1", ["states.input.a.b"]),
            ("$states", ["states"]),
            ("$states.input[0].a", ["states.input"]),
            ("$states.input.items[price > $limit].name", ["states.input.items", "limit"]),
            ("$x := 1", []),
            ("($x := $y; $x + $z)", ["y", "z"]),
            ("$x + ($x := 1; $x)", ["x"]),
            ("($f := function($n){ $n = 0 ? 1 : $n * $f($n - 1) }; $f(3))", []),
            ("$map($a, function($v, $i){ $v + $i + $b })", ["map", "a", "b"]),
            ("$a@$v.$b#$i.($v + $i + $c)", ["a", "b", "c"]),
            ("$a ~> $sum", ["a", "sum"]),
            ("$a^(>$k)", ["a", "k"]),
            ("$a{key: $b}", ["a", "b"]),
            ("$states.result ~> |a|{'b': $c}|", ["states.result", "c"]),
            ("[1..$n]", ["n"]),
        ])
    func variables(_ text: String, _ expected: [String]) throws {
        let reads = try JSONataExpression(text).references.reads
        #expect(reads.map { ([$0.variable] + $0.names).joined(separator: ".") } == expected)
    }

    @Test(
        "is what it reads of the input document",
        arguments: [
            ("phone", ["phone"]), ("phone.number", ["phone"]), ("$", ["$"]), ("$.a", ["$"]), ("$$.a", ["$$"]),
            ("$x.a[b = 1]", []), ("$x.a[$$.b = 1]", ["$$"]), ("$map($x, function($v){ b })", ["b"]),
            ("$x.($ + 1)", []), ("{'a': b}", ["b"]), ("$x{a: b}", []), ("*", ["*"]), ("$x.*", []), ("**.a", ["**"]),
            ("$x ~> |a|{'b': c}|", []), ("a ? b : a", ["a", "b"]), ("$x^(a)", []), ("'a'", []),
        ])
    func inputs(_ text: String, _ expected: [String]) throws {
        #expect(try JSONataExpression(text).references.inputs == expected)
    }

    @Test func `that share a budget use it up together`() throws {
        let sum = try JSONataExpression("$sum($map([1..2000], function($v){ $v * 2 }))")
        var context = EvaluationContext(milliseconds: 0, seed: 0)
        context.limits.steps = 100_000
        var budget = context.limits
        #expect(try sum.evaluate(nil, context: context, budget: &budget) == 4_002_000)
        #expect(budget.steps < 95_000)
        #expect(throws: JSONataError.self) {
            for _ in 0..<20 { _ = try sum.evaluate(nil, context: context, budget: &budget) }
        }
    }

    @Test func `is found once: evaluating does not parse`() throws {
        let long = (0..<20_000).map { "$x.a\($0)" }.joined(separator: " & ")
        let clock = ContinuousClock()
        var parsed: JSONataExpression?
        let parsing = try clock.measure { parsed = try JSONataExpression("$x = 1 ? 1 : (\(long))") }
        let expression = try #require(parsed)
        let context = EvaluationContext(milliseconds: 0, seed: 0)
        let evaluating = try clock.measure {
            for _ in 0..<10 {
                let result = try expression.evaluate(nil, bindings: ["x": 1], context: context)
                #expect(result == 1)
            }
        }
        #expect(evaluating < parsing, "ten evaluations took \(evaluating), parsing once \(parsing)")
    }
}
