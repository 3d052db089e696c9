// entered → ExecutionFailed | BranchFailed | IterationFailed   (with the state's Error and Cause; never left)
//         → EvaluationFailed                                  → failed
// failed  → ExecutionFailed | BranchFailed | IterationFailed

internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: FailState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let failure = try state.resolve(raw: frame.input, context: context(frame, in: draft))
        fail(
            frame, Failure(error: failure.error, cause: failure.cause), drawsChance: state.drawsChance, in: &draft)
    }
}
