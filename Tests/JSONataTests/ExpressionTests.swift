import JSON
import JSONata
import Testing

@Suite("An expression") struct ExpressionTests {
    private let order: JSONValue = [
        "customer": ["name": "Ada", "since": 1999],
        "lines": [
            ["article": "ink", "price": 2.50, "count": 4],
            ["article": "paper", "price": 7, "count": 2],
            ["article": "ink", "price": 3, "count": 1],
        ],
    ]
    private let context = EvaluationContext(milliseconds: 1_700_000_000_123, seed: 42)

    @Test func `is parsed once and evaluated for many inputs`() throws {
        let total = try JSONataExpression("$sum(lines.(price * count))")
        #expect(try total.evaluate(order, context: context) == 27)
        #expect(try total.evaluate(["lines": ["price": 5, "count": 2]], context: context) == 10)
        #expect(try total.evaluate(nil, context: context) == nil)
    }

    @Test func `may be evaluated by many tasks at one time`() async throws {
        let expression = try JSONataExpression("($f := function($n){ $n = 0 ? 0 : $n + $f($n - 1) }; $map(list, $f))")
        let context = context
        let results = try await withThrowingTaskGroup(of: JSONValue?.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try expression.evaluate(["list": [.number(JSONNumber(number)), 4]], context: context)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1?.text ?? "") }
        }
        #expect(results == Set((0..<50).map { "[\($0 * ($0 + 1) / 2),10]" }))
    }

    @Test func `sees bindings as variables, before functions of the same name`() throws {
        let expression = try JSONataExpression("$limit - $sum(lines.count)")
        #expect(try expression.evaluate(order, bindings: ["limit": 10], context: context) == 3)
        let text = try JSONataExpression("$sum").evaluate(nil, bindings: ["sum": "mine"], context: context)
        #expect(text == "mine")
    }

    @Test func `says what is wrong in the reference's codes, with a position`() {
        #expect(Evaluating.error("lines[")?.code == "S0203")
        let error = Evaluating.error("1 + 'a'")
        #expect(error?.code == "T2002")
        #expect(error?.token == "+")
        #expect(error?.position == 3)
        #expect(error?.value == "a")
        #expect(error?.description == #"T2002: The right side of the "+" operator must evaluate to a number (at 3)"#)
    }

    @Test func `groups, sorts and binds on the way`() throws {
        let groups = Evaluating.text("lines{article: $sum(count)}", order.text)
        #expect(groups == #"{"ink":5,"paper":2}"#)
        #expect(Evaluating.text("lines^(>price).article", order.text) == #"["paper","ink","ink"]"#)
        #expect(Evaluating.text("lines#$i[$i > 0].(article & $i)", order.text) == #"["paper1","ink2"]"#)
        #expect(Evaluating.text("lines[0].(%.customer.name)", order.text) == #""Ada""#)
    }

    @Test func `is given functions by the host`() throws {
        let double = try HostFunction("double", signature: "<n-:n>") { arguments throws(JSONataError) in
            guard let number = arguments.first??.numberValue else { return nil }
            if number.double > 100 { throw JSONataError(code: "H0001", message: "too much") }
            return .number(JSONNumber(number.double * 2) ?? number)
        }
        let library = FunctionLibrary.standard.adding(double).removing("eval")
        let expression = try JSONataExpression("[1, 2].$double()", library: library)
        #expect(try expression.evaluate(nil, context: context)?.text == "[2.0,4.0]")
        let failing = try JSONataExpression("$double(101)", library: library)
        #expect(throws: JSONataError.self) { try failing.evaluate(nil, context: context) }
        do throws(JSONataError) {
            _ = try JSONataExpression("$eval('1')", library: library).evaluate(nil, context: context)
            Issue.record("$eval was removed")
        } catch {
            #expect(error.code == "T1006")
        }
        #expect(!library.names.contains("eval") && library.names.contains("double"))
    }

    @Test func `draws only what its context gives, and the same each time`() throws {
        let expression = try JSONataExpression("[$now(), $millis(), $random(), $random(), $shuffle([1..9])]")
        let first = try expression.evaluate(nil, context: context)
        #expect(try expression.evaluate(nil, context: context)?.text == first?.text)
        #expect(first?[0] == "2023-11-14T22:13:20.123Z")
        #expect(first?[1] == 1_700_000_000_123)
        #expect(first?[2] != first?[3])
        let other = try expression.evaluate(nil, context: EvaluationContext(milliseconds: 0, seed: 43))
        #expect(other?[0] == "1970-01-01T00:00:00.000Z")
        #expect(other?[2] != first?[2])
    }
}
