// entered → ChoiceTaken, StateExited → entering
//         → ExecutionFailed            (no rule matches and there is no Default, or a path does not fit: States.Runtime)
// chosen  → StateExited              → entering   (only where a decision was cut between the two)

internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: ChoiceState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let outcome = try state.choose(raw: frame.input, context: context(frame, in: draft))
        if case .entered = frame.phase {
            draft.record(.choiceTaken(.init(frame: frame.id, rule: outcome.ruleIndex, next: outcome.next)))
        }
        exit(
            frame, output: outcome.output, assigned: outcome.assigned, drawsChance: outcome.drawsChance,
            .next(outcome.next), in: &draft)
    }
}
