// entered → StateExited      → entering | finished
//         → ExecutionFailed    (a path that does not fit: States.Runtime)
//         → EvaluationFailed → failed
// failed  → ExecutionFailed

internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: PassState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let context = context(frame, in: draft)
        let output = try state.output(raw: frame.input, context: context)
        let assigned = try state.assigned(raw: frame.input, context: context)
        exit(frame, output: output, assigned: assigned, drawsChance: state.drawsChance, state.transition, in: &draft)
    }
}
