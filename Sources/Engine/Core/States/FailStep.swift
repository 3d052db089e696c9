// entered → ExecutionFailed   (with the state's Error and Cause; the state is never left)

internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: FailState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let failure = try state.resolve(raw: frame.input, context: context(frame, in: draft.state))
        draft.record(.executionFailed(.init(error: failure.error, cause: failure.cause)))
    }
}
