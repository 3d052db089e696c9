// entered → ChoiceTaken        → chosen
//         → ExecutionFailed      (no rule matches and there is no Default, or a path does not fit: States.Runtime)
//         → EvaluationFailed   → failed
// chosen  → StateExited        → entering
//         → ExecutionFailed | EvaluationFailed
// failed  → ExecutionFailed

internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: ChoiceState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let context = context(frame, in: draft)
        switch frame.phase {
        case .entered:
            let rule = try state.rule(raw: frame.input, context: context)
            let next = rule.map { state.choices[$0].next } ?? state.defaultNext ?? ""
            draft.record(
                .choiceTaken(
                    .init(
                        frame: frame.id, rule: rule, next: next, seed: state.drawsChanceForRules ? draft.seed : nil)))
        case .chosen(let rule):
            // The definition is pinned, so only a damaged history names a rule that is not there.
            if let rule, !state.choices.indices.contains(rule) {
                return failDamaged(frame, "rule \(rule)", in: &draft)
            }
            let outcome = try state.outcome(rule: rule, raw: frame.input, context: context)
            exit(
                frame, output: outcome.output, assigned: outcome.assigned, drawsChance: outcome.drawsChance,
                .next(outcome.next), in: &draft)
        default: break
        }
    }
}
