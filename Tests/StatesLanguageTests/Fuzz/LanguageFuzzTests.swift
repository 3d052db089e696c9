import Testing

/// Paths, calls and choices made by chance, on data made by chance: whatever they are, they are refused or evaluated, and what
/// has to hold of them holds.
///
/// A failure names its seed; `DAYBOOK_SEED=… swift test --filter LanguageFuzzTests` begins with the case that failed. A case
/// that never ends meets the time limit.
@Suite("Of anything that can be written", .timeLimit(.minutes(90))) struct LanguageFuzzTests {
    @Test func `a path is refused, or selects the same each time, also written otherwise`() async {
        let summary = await FuzzRun.cases(of: "paths", rounds: 3_000) { PathProperties.check($0) }
        #expect(summary.fault == nil)
        #expect(summary.held > summary.rounds / 2 || summary.rounds < 100)
    }

    @Test func `a call is refused, or gives a result or an error of the state, and keeps the laws of its function`()
        async
    {
        let summary = await FuzzRun.cases(of: "calls", rounds: 400) { CallProperties.check($0) }
        #expect(summary.fault == nil)
        #expect(summary.held > summary.rounds / 2 || summary.rounds < 100)
    }

    @Test
    func `an expression in a field is refused with its place, or gives JSON or a named error, the same each time`()
        async
    {
        let summary = await FuzzRun.cases(of: "machines", rounds: 400) { MachineProperties.check($0) }
        #expect(summary.fault == nil)
        #expect(summary.held > summary.rounds / 10 || summary.rounds < 100)
    }

    @Test func `a comparison agrees with its twin, and And, Or and Not with their parts`() async {
        let summary = await FuzzRun.cases(of: "choices", rounds: 200) { ConditionProperties.check($0) }
        #expect(summary.fault == nil)
        #expect(summary.held > summary.rounds / 2 || summary.rounds < 100)
    }
}
