// entered → StateExited      → finished
//         → ExecutionFailed    (a path that does not fit: States.Runtime)
//         → EvaluationFailed → failed
// failed  → ExecutionFailed

internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: SucceedState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let output = try state.output(raw: frame.input, context: context(frame, in: draft))
        exit(frame, output: output, drawsChance: state.drawsChance, .end, in: &draft)
    }
}
