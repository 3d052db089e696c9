internal import EventLog
internal import JSON
internal import StatesLanguage

extension ExecutionState {
    mutating func evolveFork(_ event: ExecutionEvent, at time: Timestamp) throws(ExecutionEventError) {
        switch event {
        case .parallelStarted(let started):
            let plan = Fork.Plan(
                input: try parsed(started.input, event), items: nil, count: started.branches,
                concurrency: max(1, started.branches))
            try begin(plan, in: started.frame, event)
        case .mapStarted(let started):
            let items = try elements(of: started.items, event)
            let input = try started.input.map { text throws(ExecutionEventError) in try parsed(text, event) }
            let plan = Fork.Plan(
                input: input ?? .empty, items: items,
                executionInput: started.readsExecutionInput ? try executionInput(event) : nil, count: items.count,
                concurrency: started.concurrency)
            try begin(plan, in: started.frame, event)
        case .branchStarted(let started), .iterationStarted(let started): try open(started, event, at: time)
        case .branchSucceeded(let succeeded), .iterationSucceeded(let succeeded): try join(succeeded, event)
        case .branchFailed(let failed), .iterationFailed(let failed): try failBranch(failed, event, at: time)
        default: throw impossible(event, "it is not an event of a branch")
        }
    }

    private mutating func begin(
        _ plan: Fork.Plan, in frame: FrameID, _ event: ExecutionEvent
    ) throws(ExecutionEventError) {
        closeFork(of: frame)
        try update(frame, event) { frame in
            frame.fork = Fork(plan)
            frame.phase = plan.count == 0 ? .joined : .forked
        }
        if plan.count == 0 { historyLength += 1 }
    }

    private mutating func open(
        _ started: ExecutionEvent.BranchStarted, _ event: ExecutionEvent, at time: Timestamp
    ) throws(ExecutionEventError) {
        guard let parent = frames[started.frame], let fork = parent.fork, case .forked = parent.phase else {
            throw impossible(event, "frame \(started.frame.rawValue) has no branches")
        }
        guard started.index == fork.started, fork.canOpen else { throw impossible(event, "it is not its turn") }
        try update(started.frame, event) { frame in
            frame.fork?.started += 1
            frame.fork?.open += 1
        }
        var frame = Frame(
            id: FrameID(rawValue: version.rawValue), phase: .opened, input: .emptyObject, enteredAt: time)
        frame.parent = started.frame
        frame.index = started.index
        frame.variables = parent.variables.inner
        frames.open(frame)
    }

    private mutating func join(
        _ succeeded: ExecutionEvent.BranchSucceeded, _ event: ExecutionEvent
    ) throws(ExecutionEventError) {
        guard let frame = frames[succeeded.frame], let parent = frame.parent, case .finished(let output) = frame.phase
        else { throw impossible(event, "frame \(succeeded.frame.rawValue) has not come to an end") }
        var isComplete = false
        try update(parent, event) { parent in
            parent.fork?.results[frame.index] = output
            parent.fork?.open -= 1
            isComplete = parent.fork?.isComplete ?? false
            if isComplete { parent.phase = .joined }
        }
        variablesSize -= frame.variables.ownSize
        frames.close(frame.id)
        // The service's history says that the whole state succeeded, before it is left.
        if isComplete { historyLength += 1 }
    }

    /// The state fails, and everything inside it stands still: its tasks are nobody's business any more. It is kept,
    /// because a redrive goes on from there.
    private mutating func failBranch(
        _ failed: ExecutionEvent.BranchFailed, _ event: ExecutionEvent, at time: Timestamp
    ) throws(ExecutionEventError) {
        guard let branch = frames[failed.frame], let parent = branch.parent else {
            throw impossible(event, "frame \(failed.frame.rawValue) is no branch")
        }
        countFailure(of: branch)
        try update(parent, event) { $0.phase = .failed(failed.failure) }
        for id in frames.all(inside: parent).sorted() {
            guard let frame = frames[id] else { continue }
            if frame.isInsideState { endVisit(frame.visit, at: time, .failed) }
            if case .suspended = frame.phase { continue }
            if id != failed.frame {
                // The service's history says of each that it was aborted: of the state, and of the iteration around it.
                if frame.isAbortedInHistory { historyLength += 1 }
                if let around = frame.parent, frames[around]?.fork?.plan.items != nil { historyLength += 1 }
            }
            _ = frames.update(id) { frame in
                frame.phase = .suspended(frame.phase)
                frame.task = nil
            }
        }
    }

    /// The service's history says of a state whose branches failed that it failed, once nothing took the failure.
    mutating func countFailure(of frame: Frame) {
        if frame.tellsItsFailure { historyLength += 1 }
    }

    /// Forgets the branches of a state that goes on without them.
    mutating func closeFork(of id: FrameID) {
        guard let frame = frames[id], frame.fork != nil else { return }
        for id in frames.all(inside: id) { variablesSize -= frames[id]?.variables.ownSize ?? 0 }
        frames.closeAll(inside: id)
        _ = frames.update(id) { $0.fork = nil }
    }

    private func executionInput(_ event: ExecutionEvent) throws(ExecutionEventError) -> JSONValue? {
        guard let input = start?.input else { return nil }
        // A Map inside a Map has it from outside.
        if let value = frames.lazy.compactMap(\.fork?.plan.executionInput).first { return value }
        return try parsed(input, event).value
    }

    private func parsed(_ text: JSONText, _ event: ExecutionEvent) throws(ExecutionEventError) -> ParsedInput {
        do throws(JSONError) {
            return try ParsedInput(text)
        } catch {
            throw impossible(event, error.description)
        }
    }

    /// The elements of an array, each as it is written there.
    private func elements(of text: JSONText, _ event: ExecutionEvent) throws(ExecutionEventError) -> [JSONText] {
        do throws(JSONError) {
            var elements: [JSONText] = []
            var reader = JSONReader(text)
            try reader.beginArray()
            while try reader.nextElement() { elements.append(try reader.readText()) }
            try reader.end()
            return elements
        } catch {
            throw impossible(event, error.description)
        }
    }
}

extension Frame {
    /// Whether the service's history says that its state failed, once nothing tries it again: branches or iterations did, or
    /// an expression of their state.
    var tellsItsFailure: Bool {
        guard case .failed(let failure) = phase else { return false }
        return fork != nil || isMapRun || failure.isOfFork
    }

    /// Whether the service's history would say that its state was aborted.
    var isAbortedInHistory: Bool {
        switch phase {
        case .scheduled, .running, .submitted, .retrying, .waiting, .forked: true
        default: false
        }
    }
}
