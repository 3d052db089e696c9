// entered  → ParallelStarted                  → forked
//          → ExecutionFailed                    (a path that does not fit: States.Runtime)
//          → EvaluationFailed                 → failed     (also when it is left)
// forked   → BranchStarted, for each branch   → forked     (each opens a frame)
//          → BranchSucceeded, by the last     → joined     (the branch's own step)
//          → BranchFailed, by any             → failed     (the branch's own step; all inside stands still)
// joined   → StateExited                      → entering | finished
// failed   → RetryScheduled                   → retrying   (the branches are forgotten)
//          → CatcherTaken                     → caught     (the branches are forgotten)
//          → ExecutionFailed
// retrying → ParallelStarted, when due        → forked
// caught   → StateExited                      → entering
// In a branch of another state, BranchFailed or IterationFailed stands for ExecutionFailed.

internal import EventLog
internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: ParallelState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        switch frame.phase {
        case .entered, .retrying:
            let input = try state.effectiveInput(raw: frame.input, context: context(frame, in: draft))
            if let failure = excess(of: input, in: state.name) { return handle(failure, state, frame, in: &draft) }
            draft.record(
                .parallelStarted(
                    .init(
                        frame: frame.id, branches: state.branches.count, input: input,
                        seed: state.parameters?.drawsChance ?? false ? draft.seed : nil)))
        case .forked:
            guard let fork = frame.fork else { return }
            draft.record(.branchStarted(.init(frame: frame.id, index: fork.started)))
        case .joined:
            guard let result = try frame.fork?.checkedResult() else { return }
            try leave(state, frame, with: result, in: &draft)
        case .failed(let failure): handle(failure, state, frame, in: &draft)
        case .caught(let index, let failure): try leave(state, frame, byCatcher: index, failure, in: &draft)
        default: break
        }
    }

    /// What is wrong with an effective input that is larger than it may be; `nil` where it is not.
    func excess(of input: JSONText, in state: String) -> Failure? {
        guard input.count > limits.payloadBytes else { return nil }
        return Failure(
            error: PredefinedError.dataLimitExceeded,
            cause: "The input of the state '\(state)' exceeds the maximum number of bytes service limit.")
    }
}
