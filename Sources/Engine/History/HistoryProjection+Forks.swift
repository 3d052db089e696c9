internal import EventLog
internal import JSON
internal import StatesLanguage

/// The events of branches and iterations.
///
/// What comes after a branch follows that branch's last event: the next iteration, and what the state around it does. Of
/// the end of an iteration that is not the last, and of a state's success, the next event takes no notice.
extension HistoryProjection {
    mutating func tellStart(of started: ExecutionEvent.ParallelStarted) {
        forgetClosedFrames()
        add(.parallelStateStarted, in: started.frame)
    }

    mutating func tellStart(of started: ExecutionEvent.MapStarted) {
        forgetClosedFrames()
        let count = state.frames[started.frame]?.fork?.plan.count ?? 0
        add(.mapStateStarted, in: started.frame, .mapStarted(length: count))
        if count == 0 { add(.mapStateSucceeded, after: latest[started.frame] ?? 0) }
    }

    mutating func tellStart(of started: ExecutionEvent.BranchStarted) {
        let details = HistoryEventDetails.mapIteration(name: name(of: started.frame), index: started.index)
        let id = add(.mapIterationStarted, after: latest[started.frame] ?? 0, details)
        latest[FrameID(rawValue: state.version.rawValue)] = id
    }

    mutating func tellSuccess(of succeeded: ExecutionEvent.BranchSucceeded) {
        guard let frame = state.frames[succeeded.frame], let parent = frame.parent else { return }
        let last = latest.removeValue(forKey: frame.id) ?? 0
        latest[parent] = last
        let end = isIteration(frame) ? add(.mapIterationSucceeded, after: last, iteration(frame)) : last
        guard let fork = state.frames[parent]?.fork, fork.started == fork.plan.count, fork.open == 1 else { return }
        latest[parent] = end
        add(isIteration(frame) ? .mapStateSucceeded : .parallelStateSucceeded, after: end)
    }

    mutating func tellFailure(of failed: ExecutionEvent.BranchFailed) {
        guard let frame = state.frames[failed.frame], let parent = frame.parent else { return }
        tellFailedFork(of: frame.id)
        let last = latest[frame.id] ?? 0
        latest[parent] = last
        if isIteration(frame) { add(.mapIterationFailed, after: last, iteration(frame)) }
        for id in state.frames.all(inside: parent).sorted() where id != frame.id {
            guard let other = state.frames[id] else { continue }
            if case .suspended = other.phase { continue }
            if let aborted = abortion(of: other) { add(aborted, in: id) }
            if isIteration(other) { add(.mapIterationAborted, in: id, iteration(other)) }
        }
    }

    /// Says of a state whose branches failed that it failed, once nothing tries it again.
    mutating func tellFailedFork(of id: FrameID) {
        guard let frame = state.frames[id], frame.tellsItsFailure else { return }
        add(kind(of: frame.state) == .map ? .mapStateFailed : .parallelStateFailed, in: id)
    }

    /// What the service says of a state that is ended from outside; nothing of one that is between two states.
    private func abortion(of frame: Frame) -> HistoryEventType? {
        guard frame.isAbortedInHistory else { return nil }
        return switch kind(of: frame.state) {
        case .wait: .waitStateAborted
        case .parallel: .parallelStateAborted
        case .map: .mapStateAborted
        default: .taskStateAborted
        }
    }

    private func isIteration(_ frame: Frame) -> Bool {
        frame.parent.flatMap { state.frames[$0]?.fork?.plan.items } != nil
    }

    private func iteration(_ frame: Frame) -> HistoryEventDetails {
        .mapIteration(name: frame.parent.map(name(of:)) ?? "", index: frame.index)
    }

    private func name(of frame: FrameID) -> String { state.frames[frame]?.state ?? "" }

    private mutating func forgetClosedFrames() {
        latest = latest.filter { state.frames[$0.key] != nil }
        entries = entries.filter { state.frames[$0.key] != nil }
    }
}
