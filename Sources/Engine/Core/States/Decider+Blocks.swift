// opened → StateEntered                        → entered
//        → BranchFailed | IterationFailed        (an ItemSelector that does not fit: States.Runtime)
//        → EvaluationFailed                    → failed
// failed → IterationFailed

internal import EventLog
internal import JSON
internal import StatesLanguage

extension Decider {
    /// Enters the first state of a branch or an iteration.
    func enterBlock(_ frame: Frame, in draft: inout Draft) {
        guard let id = frame.parent, let parent = draft.state.frames[id], let plan = parent.fork?.plan else { return }
        switch definition.state(named: parent.state) {
        case .parallel(let state)? where state.branches.indices.contains(frame.index):
            enter(state.branches[frame.index], frame, input: plan.input.text, seed: nil, in: &draft)
        case .map(let state)?:
            guard let items = plan.items, items.indices.contains(frame.index) else { fallthrough }
            let item = ContextObject.MapItem(index: frame.index, value: items[frame.index])
            do {
                let input = try state.itemInput(
                    item.value, input: plan.input, context: context(parent, item: item, in: draft))
                if let failure = excess(of: input, in: state.name) { return fail(frame, failure, in: &draft) }
                let seed = state.itemSelector?.drawsChance ?? false ? draft.seed : nil
                enter(state.processor, frame, input: input, seed: seed, in: &draft)
            } catch {
                // It is the Map state that is at fault, and its iteration that fails.
                if error.isQueryEvaluation {
                    let seed = state.itemSelector?.drawsChance ?? false ? draft.seed : nil
                    return recordEvaluationFailure(error, of: parent, in: frame.id, seed: seed, &draft)
                }
                let cause = error.cause(inState: parent.state, enteredAtEvent: parent.enteredHistoryID)
                fail(frame, Failure(error: error.error, cause: cause), in: &draft)
            }
        default: failDamaged(parent, "branch \(frame.index)", in: &draft)
        }
    }

    private func enter(_ block: StateBlock, _ frame: Frame, input: JSONText, seed: Seed?, in draft: inout Draft) {
        draft.record(.stateEntered(.init(frame: frame.id, state: block.startAt, input: input, seed: seed)))
    }
}
