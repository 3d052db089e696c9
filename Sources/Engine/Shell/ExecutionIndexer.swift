public import EventLog

/// Says what the log's indexes must hold for executions, by folding them again.
public struct ExecutionIndexer: StreamIndexer {
    /// Makes an indexer.
    public init() {}

    /// Status, labels and wake-up of an execution; other streams of the engine have none.
    ///
    /// - Throws: `ExecutionEventError` where an event cannot be understood.
    public func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex {
        guard stream.category == .execution else { return StreamIndex() }
        var state = ExecutionState()
        var index = StreamIndex()
        for (position, event) in events.enumerated() {
            try state.evolve(event)
            // Wake-ups are written by commits, not by events: look only where a commit ends.
            let endsCommit = position == events.count - 1 || events[position + 1].commitID != event.commitID
            if endsCommit { apply(state, to: &index) }
        }
        guard let start = state.start else { return index }
        index.status = state.parked == nil ? state.status.streamStatus : .stuck
        index.labels = ["stateMachine": state.stateMachineName, "name": start.name]
        return index
    }

    private func apply(_ state: ExecutionState, to index: inout StreamIndex) {
        guard let start = state.start else { return }
        switch state.wakeUpChange(holder: nil) {
        case .set(let wakeUp): index.wakeUp = wakeUp
        case .remove: index.wakeUp = nil
        case .unchanged, .markMoved:
            // Created, redriven or unparked: due at once. Otherwise the wake-up stays as the last commit left it.
            if index.wakeUp == nil || index.wakeUp?.parked != nil {
                index.wakeUp = WakeUp(
                    due: state.lastEventAt, queue: start.queue, semantics: start.semantics.rawValue)
            }
        }
    }
}

extension StreamStatus {
    /// An execution that is parked.
    static let stuck = StreamStatus("STUCK")
}
