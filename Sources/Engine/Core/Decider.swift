public import EventLog
internal import JSON
public import StatesLanguage

/// Decides what happens next in an execution: a pure function of its state, an input, a moment and a seed.
public struct Decider: Sendable {
    /// The definition the execution is pinned to.
    public let definition: StateMachineDefinition
    /// The role the execution is pinned to.
    public let role: Role
    /// What the worker's registrations say about resources, by resource.
    public let policies: [String: ResourcePolicy]
    /// The worker that decides; `nil` where nobody runs tasks, so that none is scheduled: what an attempt is held to
    /// follows from registrations that only a worker has.
    public let worker: WorkerID?
    /// How large things may get.
    public let limits: ExecutionLimits
    /// The execution's stream, which tokens of its tasks name.
    public let execution: StreamID
    /// What `$$` shows in the place of the execution's own facts: for a state that is tested by itself.
    var contextReplacement: JSONObject?

    /// Makes a decider for the executions of one definition under one role.
    public init(
        definition: StateMachineDefinition, role: Role, policies: [String: ResourcePolicy] = [:],
        worker: WorkerID? = nil, limits: ExecutionLimits = ExecutionLimits(), execution: StreamID
    ) {
        self.definition = definition
        self.role = role
        self.policies = policies
        self.worker = worker
        self.limits = limits
        self.execution = execution
    }

    /// The events that follow from `input`, and from them as far as the machine goes by itself.
    ///
    /// An input that is out of date, such as the result of a run that has timed out, changes nothing and gives no events.
    ///
    /// - Throws: `DecisionRefusal` where a command makes no sense for the state.
    public func decide(
        _ input: ExecutionInput, on state: ExecutionState, at now: Timestamp, seed: Seed
    ) throws(DecisionRefusal) -> Decision {
        var draft = Draft(
            state: state, recordedAt: max(now, state.lastEventAt), seed: seed, limit: limits.eventsPerDecision)
        try record(input, in: &draft)
        if draft.state.status == .running, draft.state.parked == nil, draft.state.start != nil {
            fireTimers(in: &draft)
            proceed(in: &draft)
        }
        return Decision(events: draft.events, recordedAt: draft.recordedAt, state: draft.state)
    }

    private func record(_ input: ExecutionInput, in draft: inout Draft) throws(DecisionRefusal) {
        let state = draft.state
        if case .start(let start) = input {
            guard state.start == nil else { throw .alreadyStarted }
            draft.record(.executionStarted(start))
            return
        }
        guard state.start != nil else { throw .notStarted }
        switch input {
        case .start, .proceed: break
        case .beginTask(let id): begin(id, in: &draft)
        case .taskSucceeded(let id, let output): succeed(id, output, in: &draft)
        case .notificationPublished(let id, let topic, let notification, let output):
            guard draft.isRunning(id) else { return }
            draft.record(.notificationPublished(.init(task: id, topic: topic, notification: notification)))
            succeed(id, output, in: &draft)
        case .taskFailed(let id, let error, let cause):
            guard draft.isRunning(id) else { return }
            draft.record(.taskFailed(.init(task: id, error: error, cause: cause)))
        case .taskHeartbeat(let id, let beat): recordHeartbeat(id, beat, in: &draft)
        case .tokenSucceeded(let token, let output): try answer(token, output, in: &draft)
        case .tokenFailed(let token, let error, let cause):
            guard let task = draft.task(token) else { throw .taskClosed }
            draft.record(.taskFailed(.init(task: task.id, error: error, cause: cause)))
        case .tokenHeartbeat(let token, let workerName):
            guard let task = draft.task(token) else { throw .taskClosed }
            draft.record(
                .taskHeartbeatRecorded(.init(task: task.id, at: draft.recordedAt, workerName: workerName)))
        case .stop(let error, let cause, let requestedBy, let mapRunRedrive):
            if let mapRunRedrive, state.mapRunRedrive > mapRunRedrive { return }
            guard state.status == .running else { throw .ended(state.status) }
            draft.record(.executionAborted(.init(error: error, cause: cause, requestedBy: requestedBy)))
        case .redrive(let requestedBy, let clientToken, let mapRunRedrive):
            try redrive(
                .init(
                    count: draft.state.redriveCount + 1, requestedBy: requestedBy, clientToken: clientToken,
                    mapRunRedrive: mapRunRedrive), in: &draft)
        case .takeOver(let previous): takeOver(from: previous, in: &draft)
        case .park(let reason):
            if state.status == .running, state.parked == nil { draft.record(.executionParked(.init(reason: reason))) }
        case .unpark(let requestedBy):
            guard state.parked != nil else { throw .notParked }
            draft.record(.executionUnparked(.init(requestedBy: requestedBy)))
        }
    }

    /// How long the token of a redrive is remembered.
    private static let redriveTokenLife = Duration.seconds(900)

    private func redrive(
        _ event: ExecutionEvent.ExecutionRedriven, in draft: inout Draft
    ) throws(DecisionRefusal) {
        let state = draft.state
        if let mapRunRedrive = event.mapRunRedrive, state.mapRunRedrive >= mapRunRedrive { return }
        if let token = event.clientToken, token == state.redriveToken, let redrivenAt = state.redrivenAt,
            draft.recordedAt < redrivenAt.adding(Decider.redriveTokenLife)
        {
            return
        }
        guard state.status != .running, state.status != .succeeded else { throw .notRedrivable(state.status) }
        guard let limit = state.start?.eventLimit, state.version.rawValue + 1 < limit else {
            throw .eventLimitReached(state.start?.eventLimit ?? 0)
        }
        draft.record(.executionRedriven(event))
    }

    /// Everything whose moment has come happens before anything else.
    private func fireTimers(in draft: inout Draft) {
        if let deadline = draft.state.deadline, deadline <= draft.recordedAt {
            draft.record(.executionTimedOut(.init(error: PredefinedError.timeout, cause: nil)))
            return
        }
        for frame in draft.state.frames where draft.goesOn {
            guard let due = frame.timer, due <= draft.recordedAt else { continue }
            switch frame.phase {
            case .waiting: draft.record(.waitFinished(.init(frame: frame.id)))
            case .running, .submitted: if let task = frame.task { timeOut(task, in: &draft) }
            default: break
            }
        }
    }

    /// Moves every frame until it has to wait for something, or the decision is as long as it may be.
    private func proceed(in draft: inout Draft) {
        if draft.goesOn, draft.state.frames.isEmpty { startMachine(in: &draft) }
        while draft.goesOn {
            if draft.state.frames.haveInner { return proceedSideBySide(in: &draft) }
            guard let root = draft.state.frames[.root], step(root, in: &draft) else { return }
        }
    }

    /// Moves the lowest frame that can be moved, again and again: which one that is follows from the state alone, so a
    /// history that was cut off goes on in the same order.
    private func proceedSideBySide(in draft: inout Draft) {
        // What failed comes first: it may end the others before they begin something.
        while draft.goesOn, let failed = draft.state.frames.firstFailed, step(failed, in: &draft) {}
        draft.ready = draft.state.frames.descendingIDs
        while draft.goesOn, let id = draft.ready.last {
            // Whoever cannot move now can again only after an event of its own, or of a branch inside it.
            guard let frame = draft.state.frames[id], step(frame, in: &draft) else {
                draft.ready.removeLast()
                continue
            }
        }
    }

    private func startMachine(in draft: inout Draft) {
        guard let start = draft.state.start else { return }
        draft.record(.stateEntered(.init(frame: .root, state: definition.startAt, input: start.input)))
    }

    /// One step of one frame; false where it has to wait.
    private func step(_ frame: Frame, in draft: inout Draft) -> Bool {
        draft.allowance.renew()
        switch frame.phase {
        case .entering(let state, let input):
            draft.record(.stateEntered(.init(frame: frame.id, state: state, input: input)))
            return true
        case .finished(let output):
            finish(frame, output, in: &draft)
            return true
        case .running, .submitted, .waiting, .suspended: return false
        case .forked where frame.fork?.canOpen != true: return false
        case .retrying(let due) where due > draft.recordedAt: return false
        case .scheduled where isHeldBack(frame): return false
        default: break
        }
        if worker == nil, schedules(frame) { return false }
        let version = draft.state.version
        if case .opened = frame.phase {
            enterBlock(frame, in: &draft)
            return draft.state.version != version
        }
        let state = definition.state(named: frame.state)
        if case .failed(let failure) = frame.phase, state?.isFallible != true {
            fail(frame, failure, in: &draft)
            return true
        }
        guard let state else {
            // Validation refuses such a definition, so only a damaged one gets here.
            failDamaged(frame, "it", in: &draft)
            return true
        }
        do {
            switch state {
            case .task(let task): try step(task, frame, in: &draft)
            case .pass(let pass): try step(pass, frame, in: &draft)
            case .choice(let choice): try step(choice, frame, in: &draft)
            case .wait(let wait): try step(wait, frame, in: &draft)
            case .succeed(let succeed): try step(succeed, frame, in: &draft)
            case .fail(let failState): try step(failState, frame, in: &draft)
            case .parallel(let parallel): try step(parallel, frame, in: &draft)
            case .map(let map): try step(map, frame, in: &draft)
            }
        } catch {
            fail(frame, error, in: &draft)
        }
        return draft.state.version != version
    }
}
