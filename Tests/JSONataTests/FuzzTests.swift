import Foundation
import JSON
import JSONata
import Testing

/// Random expressions, made by rule and by mutation: each ends, in a result or an error.
@Suite("Random expressions", .timeLimit(.minutes(90))) struct FuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// How many are tried where no time is asked for.
    private static let rounds = 4_000
    /// For how long they are: `DAYBOOK_SOAK` asks for an hour, and `DAYBOOK_FUZZ_MINUTES` for another time.
    private static let duration: Duration? = {
        if let minutes = environment["DAYBOOK_FUZZ_MINUTES"].flatMap(Int.init) { return .seconds(60 * minutes) }
        let isSoak = environment["DAYBOOK_SOAK"].map { !$0.isEmpty && $0 != "0" } ?? false
        return isSoak ? .seconds(3600) : nil
    }()

    private static let limits = EvaluationLimits(steps: 20_000, memory: 8 << 20)

    @Test func `end in a result or an error, and the same one each time`() async throws {
        let named = Self.environment["DAYBOOK_SEED"].flatMap { UInt64($0) }
        // An ordinary run is the same each time; a long one looks further.
        let seed = named ?? (Self.duration != nil ? UInt64.random(in: 0...UInt64.max) : 1)
        print("JSONata fuzz seed: \(seed)")
        var generator = ExpressionGenerator(seed: seed)
        let input = try JSONValue(parsing: Evaluating.shop)
        var results = 0
        var round = -1
        let start = ContinuousClock.now
        func isEnough() -> Bool {
            guard let duration = Self.duration else { return round >= Self.rounds }
            return round.isMultiple(of: 64) && ContinuousClock.now - start > duration
        }
        while true {
            round += 1
            if isEnough() { break }
            // Where an expression ends the whole process, or never ends, the last of these is near it.
            if round > 0, round.isMultiple(of: 100_000) { print("JSONata fuzz: round \(round)") }
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
        print("JSONata fuzz: \(round) expressions, \(results) with a result, in \(ContinuousClock.now - start)")
        #expect(results > round / 20)
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
