public import EventLog
internal import JSON

/// Says what the log's indexes must hold for executions, by folding them again.
public struct ExecutionIndexer: StreamIndexer {
    /// Makes an indexer.
    public init() {}

    /// Status, labels and wake-up of an execution or a signal, and the labels of a state machine; other streams of the
    /// engine have none.
    ///
    /// An execution that cannot be understood is stuck, as an engine that claimed it would have left it. Nothing is thrown.
    public func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex {
        if stream.category == .signal { return ExecutionIndexer.signal(events) }
        if stream.category == .stateMachine { return ExecutionIndexer.stateMachine(events) }
        if stream.category == .activity { return ActivityRecord.index(of: events) }
        if stream.category == .task { return ActivityTask.index(of: events) }
        if stream.category == .mapRunItems {
            return StreamIndex(status: events.last?.type == .queryEnded ? .recorded : .open)
        }
        if stream.category == .mapRun { return MapRunRecord.index(of: events) }
        guard stream.category == .execution else { return StreamIndex() }
        var state = ExecutionState()
        var index = StreamIndex()
        for (position, event) in events.enumerated() {
            do {
                try state.evolve(event)
            } catch {
                return ExecutionIndexer.stuck(stream, beganWith: events[0], because: .unreadable(stream, error))
            }
            // Wake-ups are written by commits, not by events: look only where a commit ends.
            let endsCommit = position == events.count - 1 || events[position + 1].commitID != event.commitID
            if endsCommit { apply(state, to: &index) }
        }
        guard state.start != nil else { return index }
        index.status = state.parked == nil ? state.status.streamStatus : .stuck
        index.labels = state.labels
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

extension ExecutionIndexer {
    /// A state machine is found by its name. An event that is not understood leaves the labels out.
    private static func stateMachine(_ events: [RecordedEvent]) -> StreamIndex {
        guard let arn = StateMachineRecord.arn(of: events), let record = try? StateMachineRecord(arn: arn, events)
        else { return StreamIndex() }
        return StreamIndex(
            status: record.current == nil ? .deletedResource : .open, labels: ["arn": arn, "name": record.name])
    }

    /// A signal waits on its queue until it is consumed.
    private static func signal(_ events: [RecordedEvent]) -> StreamIndex {
        guard events.count == 1, let first = events.first else { return StreamIndex(status: Signal.consumedStatus) }
        let queue = (try? JSONValue(parsing: first.payload))?["queue"]?.stringValue.map { Queue($0) } ?? .executions
        let wakeUp = WakeUp(due: first.recordedAt, queue: queue, semantics: Semantics.current.rawValue)
        return StreamIndex(wakeUp: wakeUp)
    }

    /// What the indexes say of an execution that cannot be understood: nothing but what its first event tells, so that it
    /// follows from the log whoever parks the execution.
    ///
    /// The first event is read for these fields alone. It may be the one that cannot be understood, and labels, queue and
    /// semantics number were written when the execution began; where they are not to be had, they are left out, the
    /// default queue and the lowest number.
    static func stuck(
        _ stream: StreamID, beganWith first: RecordedEvent, because error: EngineError
    ) -> StreamIndex {
        let fields = try? JSONValue(parsing: first.payload)
        var labels: StreamLabels = [:]
        if let name = fields?["name"]?.stringValue { labels["name"] = name }
        if let version = fields?["version"]?.numberValue?.int { labels["version"] = String(version) }
        if let alias = fields?["alias"]?.stringValue { labels["alias"] = alias }
        if let items = fields?["items"]?.numberValue?.int { labels["items"] = String(items) }
        if let arn = fields?["startedBy"]?.stringValue, ExecutionEvent.ExecutionStarted.isMapRun(arn) {
            labels["mapRun"] = arn
        }
        if let redrive = fields?["mapRunRedrive"]?.numberValue?.int { labels["mapRunRedrive"] = String(redrive) }
        if let arn = fields?["stateMachine"]?.stringValue {
            labels["stateMachine"] = arn.split(separator: ":", omittingEmptySubsequences: false).last.map(String.init)
        }
        let wakeUp = WakeUp(
            due: first.recordedAt, queue: fields?["queue"]?.stringValue.map { Queue($0) } ?? .executions,
            semantics: fields?["semantics"]?.numberValue?.int ?? 1, parked: error.description)
        return StreamIndex(status: .stuck, labels: labels, wakeUp: wakeUp)
    }
}

extension Queue {
    /// The queue of executions for which none is named.
    fileprivate static let executions = EngineConfiguration().queue
}

extension StreamStatus {
    /// An execution that is parked.
    static let stuck = StreamStatus("STUCK")
}
