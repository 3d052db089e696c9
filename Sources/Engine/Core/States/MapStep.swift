// entered  → MapStarted                               → forked | joined   (joined where there are no items)
//          → ExecutionFailed                            (a path that does not fit: States.Runtime)
// forked   → IterationStarted, as many as may run     → forked     (each opens a frame)
//          → IterationSucceeded, by the last          → joined     (the iteration's own step)
//          → IterationFailed, by any                  → failed     (the iteration's own step; all inside stands still)
// joined   → StateExited                              → entering | finished
// failed   → RetryScheduled                           → retrying   (the iterations are forgotten)
//          → CatcherTaken                             → caught     (the iterations are forgotten)
//          → ExecutionFailed
// retrying → MapStarted, when due                     → forked | joined
// caught   → StateExited                              → entering
// In a branch of another state, BranchFailed or IterationFailed stands for ExecutionFailed.

internal import EventLog
internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: MapState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        switch frame.phase {
        case .entered, .retrying: try begin(state, frame, in: &draft)
        case .forked:
            guard let fork = frame.fork else { return }
            draft.record(.iterationStarted(.init(frame: frame.id, index: fork.started)))
        case .joined:
            guard let result = try frame.fork?.checkedResult() else { return }
            let context = context(frame, in: draft)
            let output = try state.output(result: result, raw: frame.input, context: context)
            let assigned = try state.assigned(result: result, context: context)
            exit(
                frame, output: output, assigned: assigned, drawsChance: state.drawsChance, state.transition, in: &draft)
        case .failed(let failure): handle(failure, state, frame, in: &draft)
        case .caught(let index, let failure): try leave(state, frame, byCatcher: index, failure, in: &draft)
        default: break
        }
    }

    private func begin(_ state: MapState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let context = context(frame, in: draft)
        let wanted = try state.concurrency(raw: frame.input, context: context)
        let items = try state.items(raw: frame.input, context: context)
        let input = try state.selectorInput(raw: frame.input, context: context)
        if let failure = excess(of: items, in: state.name) { return handle(failure, state, frame, in: &draft) }
        let most = limits.inlineConcurrency
        draft.record(
            .mapStarted(
                .init(
                    frame: frame.id, items: items, concurrency: wanted == 0 ? most : min(wanted, most), input: input,
                    readsExecutionInput: definition.readsExecutionInput)))
    }
}
