internal import EventLog
internal import JSON
internal import StatesLanguage

extension Decider {
    /// Leaves a state; an output that is too large ends the execution, or a loop could double it until memory ends.
    func exit(_ frame: Frame, output: JSONText, _ transition: Transition, in draft: inout Draft) {
        guard output.count <= limits.payloadBytes else {
            let cause =
                "The state/task '\(frame.state)' returned a result with a size exceeding the maximum number of bytes "
                + "service limit."
            draft.record(.executionFailed(.init(error: PredefinedError.dataLimitExceeded, cause: cause)))
            return
        }
        let next: String? =
            switch transition {
            case .next(let name): name
            case .end: nil
            }
        draft.record(.stateExited(.init(frame: frame.id, state: frame.state, output: output, next: next)))
    }

    /// Ends the execution because the machine cannot go on: no Retrier and no Catcher sees this.
    func fail(_ frame: Frame, _ error: StateRuntimeError, in draft: inout Draft) {
        let cause = error.cause(inState: frame.state, enteredAtEvent: frame.enteredHistoryID)
        draft.record(.executionFailed(.init(error: error.error, cause: cause)))
    }

    /// Ends the execution because history and definition do not belong together.
    func failDamaged(_ frame: Frame, _ missing: String, in draft: inout Draft) {
        let cause =
            "The definition does not fit the history of the state '\(frame.state)': \(missing) is missing in it."
        draft.record(.executionFailed(.init(error: PredefinedError.runtime, cause: cause)))
    }

    /// What `$$` shows inside a state.
    func context(_ frame: Frame, in state: ExecutionState) -> ContextObject {
        guard let start = state.start else { preconditionFailure("no state is entered before the execution started") }
        return ContextObject(
            execution: .init(
                id: state.arn, input: start.input, name: start.name, roleArn: start.roleArn,
                startTime: Instant(microseconds: state.startedAt.microseconds), redriveCount: state.redriveCount,
                redriveTime: state.redrivenAt.map { Instant(microseconds: $0.microseconds) }),
            state: .init(
                enteredTime: Instant(microseconds: frame.enteredAt.microseconds), name: frame.state,
                retryCount: frame.retryCount),
            stateMachine: .init(id: start.stateMachine, name: state.stateMachineName), task: nil)
    }
}

extension ExecutionEvent.ExecutionStarted {
    /// The name at the end of the machine's ARN.
    var stateMachineName: String {
        guard let colon = stateMachine.utf8.lastIndex(of: UInt8(ascii: ":")) else { return stateMachine }
        return String(stateMachine[stateMachine.utf8.index(after: colon)...])
    }

    /// The execution's ARN: the machine's with `execution` in the place of `stateMachine`, and the name.
    var executionArn: String {
        let suffix = ":stateMachine:" + stateMachineName
        guard stateMachine.hasSuffix(suffix) else { return "\(stateMachine):\(name)" }
        return "\(stateMachine.dropLast(suffix.count)):execution:\(stateMachineName):\(name)"
    }
}
