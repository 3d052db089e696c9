import Foundation
import JSON
import JSONata
import Testing

/// Random expressions, made by rule and by mutation: each ends, in a result or an error.
@Suite("Random expressions") struct FuzzTests {
    /// How many are tried; `DAYBOOK_SOAK=1` asks for many.
    static let rounds = ProcessInfo.processInfo.environment["DAYBOOK_SOAK"] == "1" ? 300_000 : 4_000

    private static let limits = EvaluationLimits(steps: 20_000, memory: 8 << 20)

    @Test func `end in a result or an error, and the same one each time`() async throws {
        let named = ProcessInfo.processInfo.environment["DAYBOOK_SEED"].flatMap { UInt64($0) }
        // An ordinary run is the same each time; a long one looks further.
        let seed = named ?? (Self.rounds > 4_000 ? UInt64.random(in: 0...UInt64.max) : 1)
        print("JSONata fuzz seed: \(seed), \(Self.rounds) rounds")
        var generator = ExpressionGenerator(seed: seed)
        let input = try JSONValue(parsing: Evaluating.shop)
        var results = 0
        for round in 0..<Self.rounds {
            // Other tests have to be on time.
            if round.isMultiple(of: 8) { await Task.yield() }
            let text = round.isMultiple(of: 2) ? generator.expression(depth: 4) : generator.mutant()
            let first = Self.outcome(text, input, seed: UInt64(round))
            if let result = first.result {
                results += 1
                if (try? JSONValue(parsing: result)) == nil { Issue.record("seed \(seed): no JSON from \(text)") }
            }
            guard round.isMultiple(of: 16) else { continue }
            let second = Self.outcome(text, input, seed: UInt64(round))
            if first.result != second.result || first.code != second.code {
                Issue.record("seed \(seed), round \(round): \(first) and \(second) from \(text)")
            }
        }
        #expect(results > Self.rounds / 20)
    }

    private static func outcome(_ text: String, _ input: JSONValue, seed: UInt64) -> (result: String?, code: String?) {
        let context = EvaluationContext(milliseconds: 1_700_000_000_000, seed: seed, limits: limits)
        do throws(JSONataError) {
            return (try JSONataExpression(text).evaluate(input, context: context)?.text, nil)
        } catch {
            return (nil, error.code)
        }
    }
}
