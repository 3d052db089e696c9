internal import EventLog
internal import FoundationEssentials
internal import JSON

/// An execution that a task of another one began and waits for.
///
/// Its stream's name follows from that task: so beginning it twice is a conflict, and the parent's end finds it without
/// looking.
enum ChildExecution {
    static func stream(of task: TaskID, in parent: StreamID) -> StreamID {
        StreamID(.execution, UUID(beside: parent.uuid, of: "states:startExecution\u{0}\(task)".utf8))
    }

    /// What the end of an execution sends to others: its result to the task that waits for it, and a stop to those
    /// that its own tasks began.
    ///
    /// - Parameter before: the execution ahead of the commit that ends it: what a branch that fails leaves in the others is
    ///   told there alone.
    static func signals(
        ofEnd execution: StreamID, before: ExecutionState, _ state: ExecutionState, queue: Queue
    ) -> [Append] {
        var signals: [(about: StreamID, Signal)] = []
        if let parent = state.start?.parent {
            signals.append((execution, result(of: ExecutionDescription(execution, state), for: parent)))
        }
        if state.status != .succeeded {
            var children: Set<StreamID> = []
            for frame in Array(before.frames) + Array(state.frames) {
                guard let task = frame.task, task.waitsForChild, frame.phase.isOpen else { continue }
                // One that has ended meanwhile takes no notice; one that is just being begun is stopped once it is there.
                let child = stream(of: task.id, in: execution)
                guard children.insert(child).inserted else { continue }
                let stop = Signal(
                    to: child, .stop(error: nil, cause: "The execution that waits for it ended."),
                    requestedBy: state.arn, followsStart: true)
                signals.append((child, stop))
            }
        }
        // The same end sends the same streams, whoever tells it; an end after a redrive is another one.
        return signals.map { about, signal in
            let id = UUID(beside: about.uuid, of: "end of \(execution)\u{0}\(state.version)".utf8)
            return signal.creation(of: StreamID(.signal, id), at: state.lastEventAt, queue: queue)
        }
    }

    private static func result(of end: ExecutionDescription, for parent: ExecutionParent) -> Signal {
        let text = ChildResult(end, parsesPayloads: parent.parsesPayloads).text
        let request: Signal.Request =
            end.status == .succeeded
            ? .taskSuccess(parent.token, output: text)
            : .taskFailure(parent.token, error: "States.TaskFailed", cause: String(text.string.prefix(32_768)))
        return Signal(to: parent.token.execution, request, requestedBy: end.arn, followsSubmission: true)
    }
}

extension TaskAttempt {
    /// Whether its handler begins an execution and waits for its end.
    fileprivate var waitsForChild: Bool {
        guard token != nil else { return false }
        let resource = HistoryResource(resource)
        return resource.resourceType == "states" && resource.resource.hasPrefix("startExecution.sync")
    }
}

extension Phase {
    /// Whether an attempt is under way, though perhaps not here any more.
    fileprivate var isOpen: Bool {
        switch self {
        case .running, .submitted: true
        default: false
        }
    }
}
