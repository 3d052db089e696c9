// entered  → MapStarted                               → forked | joined   (joined where there are no items)
//          → ExecutionFailed                            (a path that does not fit: States.Runtime)
//          → EvaluationFailed                         → failed     (also when it is left)
// forked   → IterationStarted, as many as may run     → forked     (each opens a frame)
//          → IterationSucceeded, by the last          → joined     (the iteration's own step)
//          → IterationFailed, by any                  → failed     (the iteration's own step; all inside stands still)
// joined   → StateExited                              → entering | finished
// failed   → RetryScheduled                           → retrying   (the iterations are forgotten)
//          → CatcherTaken                             → caught     (the iterations are forgotten)
//          → ExecutionFailed
// retrying → MapStarted, when due                     → forked | joined
// caught   → StateExited                              → entering
// A distributed Map goes the edges of a task: TaskScheduled → scheduled, TaskStarted → running, and so on.
// In a branch of another state, BranchFailed or IterationFailed stands for ExecutionFailed.

internal import EventLog
internal import JSON
internal import StatesLanguage

extension Decider {
    func step(_ state: MapState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        switch frame.phase {
        case .entered where state.distributed != nil, .retrying where state.distributed != nil:
            try schedule(state, frame, in: &draft)
        case .entered, .retrying: try begin(state, frame, in: &draft)
        case .scheduled: start(frame, in: &draft)
        case .succeeded(let result): try leave(state, frame, with: result, in: &draft)
        case .forked:
            guard let fork = frame.fork else { return }
            draft.record(.iterationStarted(.init(frame: frame.id, index: fork.started)))
        case .joined:
            guard let result = try frame.fork?.checkedResult() else { return }
            try leave(state, frame, with: result, in: &draft)
        case .failed(let failure): handle(failure, state, frame, in: &draft)
        case .caught(let index, let failure): try leave(state, frame, byCatcher: index, failure, in: &draft)
        default: break
        }
    }

    /// A distributed Map is a task of the engine's own, which is given the plan.
    private func schedule(_ state: MapState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        // Where the state was entered and has a run already, it was redriven.
        if case .entered = frame.phase, let begun = frame.mapRun {
            return schedule(begun.plan, of: state, frame, seed: nil, begun.run.next, in: &draft)
        }
        guard let plan = try state.mapRunPlan(raw: frame.input, context: context(frame, in: draft)) else { return }
        schedule(plan.text, of: state, frame, seed: state.drawsChanceForItems ? draft.seed : nil, nil, in: &draft)
    }

    private func schedule(
        _ plan: JSONText, of state: MapState, _ frame: Frame, seed: Seed?, _ mapRun: RedrivenMapRun?,
        in draft: inout Draft
    ) {
        draft.record(
            .taskScheduled(
                .init(
                    frame: frame.id, state: state.name, resource: MapRunResource.name, parameters: plan,
                    attempt: frame.retryCount, atMostOnce: false, seed: seed, mapRun: mapRun)))
    }

    private func begin(_ state: MapState, _ frame: Frame, in draft: inout Draft) throws(StateRuntimeError) {
        let context = context(frame, in: draft)
        let wanted = try state.concurrency(raw: frame.input, context: context)
        let items = try state.items(raw: frame.input, context: context)
        try state.checkTolerance(raw: frame.input, context: context)
        let input = try state.selectorInput(raw: frame.input, context: context)
        if let failure = excess(of: items, in: state.name) { return handle(failure, state, frame, in: &draft) }
        let most = limits.inlineConcurrency
        draft.record(
            .mapStarted(
                .init(
                    frame: frame.id, items: items, concurrency: wanted == 0 ? most : min(wanted, most), input: input,
                    readsExecutionInput: definition.readsExecutionInput,
                    seed: state.drawsChanceForItems ? draft.seed : nil)))
    }
}
