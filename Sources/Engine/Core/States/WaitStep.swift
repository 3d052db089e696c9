// entered → WaitScheduled    → waiting
//         → ExecutionFailed    (a duration or moment that does not fit: States.Runtime)
//         → EvaluationFailed → failed     (also when it is left)
// failed  → ExecutionFailed
// waiting → WaitFinished     → waited      (a timer, not a step)
// waited  → StateExited      → entering | finished

internal import EventLog
internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: WaitState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let context = context(frame, in: draft)
        switch frame.phase {
        case .entered:
            let due =
                switch try state.resolve(raw: frame.input, context: context) {
                case .seconds(let seconds): draft.recordedAt.adding(.seconds(seconds))
                case .timestamp(let instant): Timestamp(microseconds: instant.microseconds)
                }
            let seed = state.drawsChanceForDuration ? draft.seed : nil
            draft.record(.waitScheduled(.init(frame: frame.id, due: due, seed: seed)))
            if due <= draft.recordedAt { draft.record(.waitFinished(.init(frame: frame.id))) }
        case .waited:
            let output = try state.output(raw: frame.input, context: context)
            let assigned = try state.assigned(raw: frame.input, context: context)
            exit(
                frame, output: output, assigned: assigned, drawsChance: state.drawsChance, state.transition, in: &draft)
        default: break
        }
    }
}
