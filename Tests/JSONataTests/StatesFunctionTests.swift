import JSON
import JSONata
import Testing

@Suite("What Step Functions adds") struct StatesFunctionTests {
    private static let library = FunctionLibrary.states { data, algorithm in
        algorithm == "SHA-256" ? "\(data.count) bytes" : nil
    }

    private static func text(_ expression: String, seed: UInt64 = 1) -> String {
        do throws(JSONataError) {
            let context = EvaluationContext(milliseconds: 0, seed: seed)
            return try JSONataExpression(expression, library: library).evaluate(nil, context: context)?.text
                ?? "undefined"
        } catch {
            return error.code
        }
    }

    @Test(
        "gives",
        arguments: [
            ("$partition([1..5], 2)", "[[1,2],[3,4],[5]]"), ("$partition([1], 5)", "[[1]]"),
            ("$partition([], 2)", "[]"),
            ("$partition([1, 2], 0)", "D3150"), ("$partition([1, 2], 1.5)", "D3150"),
            ("$partition(nothing, 2)", "undefined"),
            ("$range(1, 9, 2)", "[1,3,5,7,9]"), ("$range(1, 10, 4)", "[1,5,9]"), ("$range(3, 1, -1)", "[3,2,1]"),
            ("$range(1, 3, -1)", "[]"), ("$range(1, 3, 0)", "D3150"), ("$range(0, 1e300, 1)", "D3150"),
            ("$range(0, 1, 0.25)", "[0,0.25,0.5,0.75,1]"), ("$hash('abc', 'SHA-256')", #""3 bytes""#),
            ("$hash('abc', 'CRC')", "D3150"), ("$parse('{\"z\":1.10,\"a\":[1e2]}')", #"{"z":1.10,"a":[1e2]}"#),
            ("$parse('{')", "D3150"), ("$random(7) = $random(7)", "true"), ("$random(7) = $random(8)", "false"),
            ("$random() = $random()", "false"), ("$eval('1')", "T1006"), ("$uuid() = $uuid()", "false"),
            ("$contains($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)", "true"),
        ] as [(String, String)])
    func table(_ expression: String, _ expected: String) {
        #expect(Self.text(expression) == expected)
    }

    @Test func `draws from the context's seed`() {
        #expect(Self.text("[$uuid(), $random()]") == Self.text("[$uuid(), $random()]"))
        #expect(Self.text("$uuid()") != Self.text("$uuid()", seed: 2))
    }
}
