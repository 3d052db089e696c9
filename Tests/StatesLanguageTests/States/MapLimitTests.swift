import JSON
import StatesLanguage
import Testing

@Suite("The limits of a Map") struct MapLimitTests {
    /// Both are evaluated where the iterations begin, with the same seed.
    @Test func `draw chance of their own`() throws {
        let draw = "{% $floor($random() * 1000000) %}"
        let definition = try machine(
            of: """
                {"Type": "Map", "QueryLanguage": "JSONata", "MaxConcurrency": "\(draw)", "End": true,
                 "ToleratedFailureCount": "\(draw.replacing("$floor", with: "$string($floor").replacing(" %}", with: ") %}"))",
                 "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}
                """)
        guard case .map(let state)? = definition.states.first else { throw Missing() }
        let context = try ContextObject.sample(chance: Chance(high: 1, low: 2))
        let concurrency = try state.concurrency(raw: .literal("{}"), context: context)
        let error = #expect(throws: StateRuntimeError.self) {
            try state.checkTolerance(raw: .literal("{}"), context: context)
        }
        let cause = try #require(error?.cause(inState: "X", enteredAtEvent: 2))
        #expect(concurrency > 0 && cause.contains(" for value: \"") && !cause.contains("\"\(concurrency)"), "\(cause)")
    }

    private struct Missing: Error {}
}
