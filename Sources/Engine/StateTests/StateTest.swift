public import EventLog
internal import FoundationEssentials
public import JSON
public import StatesLanguage

/// One state of a machine, run by itself: by the decider that runs it in executions, on a state folded from events, and
/// without a log.
///
/// ```swift
/// var test = StateTest(of: "Pay", in: definition, input: input, at: now, seed: seed)
/// while case .task(let attempt) = test.proceed() { test.succeed(with: try await pay(attempt.parameters)) }
/// ```
public struct StateTest: Sendable {
    /// Where the test stands.
    public enum Step: Sendable {
        /// The attempt is to be run, or its end to be told.
        case task(TaskAttempt)
        /// Branches or iterations would begin; their result is to be told, or their failure.
        case branches
        /// The state was left, failed or will be tried again.
        case ended(StateTestOutcome)
    }

    /// The execution that the state would be in; nothing of it is in the log.
    public let execution: StreamID
    /// What the state was given.
    public let input: JSONText
    /// What the attempt was given: the plan, where the state is a distributed Map.
    public private(set) var attempt: TaskAttempt?
    private(set) var state = ExecutionState()
    let decider: Decider
    let name: String
    private let seed: Seed
    private var now: Timestamp
    private var result: JSONText?
    private var failure: Failure?
    private var catcher: Int?
    private var retry: ExecutionEvent.RetryScheduled?

    /// Enters a state.
    ///
    /// - Parameters:
    ///   - name: the state's name; it may be inside of another one.
    ///   - variables: those that the state can read.
    ///   - context: what `$$` shows; the facts of an execution that nobody started where it is `nil`.
    ///   - retries: how often each Retrier was used before.
    ///   - awaitsToken: whether the state's task is ended by its token, whatever the resource is called.
    public init(
        of name: String, in definition: StateMachineDefinition, input: JSONText, variables: JSONObject = JSONObject(),
        context: JSONObject? = nil, retries: Int = 0, awaitsToken: Bool = false, limits: ExecutionLimits = .init(),
        at now: Timestamp, seed: Seed
    ) {
        self.name = name
        self.input = input
        self.now = now
        self.seed = seed
        execution = StreamID(.execution, UUID(version7: now, random: seed.low))
        var limits = limits
        // Each event is looked at before the next one is decided.
        limits.eventsPerDecision = 1
        var policies: [String: ResourcePolicy] = [:]
        if case .task(let task)? = definition.state(named: name) {
            policies[task.resource] = ResourcePolicy(awaitsToken: awaitsToken)
        }
        var decider = Decider(
            definition: definition, role: Role(arn: "arn:aws:iam:::role/none", resources: ["*"], topics: ["*"]),
            policies: policies,
            worker: WorkerID(execution.uuid), limits: limits, execution: execution)
        decider.contextReplacement = context
        self.decider = decider
        enter(variables, retries)
    }

    private mutating func enter(_ variables: JSONObject, _ retries: Int) {
        let hash = SHA256Hash(of: [])
        fold(
            .executionStarted(
                .init(
                    stateMachine: "arn:aws:states:::stateMachine:\(execution.uuid.text)", name: execution.uuid.text,
                    definition: hash, role: hash, roleArn: decider.role.arn, semantics: .current, queue: Queue("none"),
                    eventLimit: .max, timeoutSeconds: nil, startedBy: nil, input: input)))
        fold(.stateEntered(.init(frame: .root, state: name, input: input)))
        let retriers = fallible?.retry.indices
        _ = state.frames.update(.root) { frame in
            frame.variables.assign(variables)
            guard retries > 0 else { return }
            for index in retriers ?? 0..<0 { frame.retries[index] = retries }
        }
    }

    /// The state's Retriers and Catchers, where it may have some.
    private var fallible: (any FallibleState)? {
        switch decider.definition.state(named: name) {
        case .task(let state)?: state
        case .parallel(let state)?: state
        case .map(let state)?: state
        default: nil
        }
    }

    /// Goes on as far as the state goes by itself. A time that it waits for has passed.
    public mutating func proceed() -> Step {
        while true {
            let events = decide(.proceed)
            for event in events {
                if let outcome = outcome(after: event) { return .ended(outcome) }
            }
            guard let frame = state.frames[.root] else { return .ended(outcome(.failed)) }
            switch frame.phase {
            case .running:
                attempt = frame.task
                if let task = frame.task { return .task(task) }
            case .forked: return .branches
            case .joined where frame.fork?.plan.count == 0 && result == nil: return .branches
            case .waiting(let due): now = max(now, due)
            default:
                // Nothing follows: only a definition that does not fit could lead here.
                if events.isEmpty { return .ended(outcome(.failed)) }
            }
        }
    }

    /// Tells that the task, or all branches, ended well.
    public mutating func succeed(with result: JSONText) {
        self.result = result
        guard let task = state.frames[.root]?.task else {
            _ = state.frames.update(.root) { frame in
                frame.fork?.givenResult = result
                frame.phase = .joined
            }
            return
        }
        guard let token = task.token.flatMap({ TaskToken($0) }) else {
            _ = decide(.taskSucceeded(task.id, output: result))
            return
        }
        _ = decide(.tokenSucceeded(token, output: result))
    }

    /// Whether the distributed Map that is tested fails where so many of its items do. One that says nothing of failures
    /// tolerates all of them here, as the service's tests do.
    public func exceedsTolerance(_ failedItems: Int) -> Bool {
        guard let attempt, attempt.isMapRun, let plan = MapRunPlan(attempt.parameters) else { return false }
        return MapRunLimits(plan).tolerates(failedItems, of: max(plan.length, failedItems)) == false
    }

    /// Tells that the task, or a branch, failed.
    public mutating func fail(error: String?, cause: String?) {
        guard let task = state.frames[.root]?.task else {
            _ = state.frames.update(.root) { $0.phase = .failed(Failure(error: error, cause: cause)) }
            return
        }
        fold(.taskFailed(.init(task: task.id, error: error, cause: cause)))
    }

    /// Tells that the task took longer than it may.
    public mutating func timeOut() {
        guard let task = state.frames[.root]?.task else { return }
        now = max(now, task.deadline?.due ?? now)
        fold(.taskTimedOut(.init(task: task.id, reason: task.deadline?.reason ?? .timeout, cause: nil)))
    }

    private mutating func decide(_ input: ExecutionInput) -> [ExecutionEvent] {
        // What is refused is out of date, and changes nothing.
        guard let decision = try? decider.decide(input, on: state, at: now, seed: seed) else { return [] }
        note(decision.events)
        state = decision.state
        return decision.events
    }

    private mutating func fold(_ event: ExecutionEvent) {
        do {
            try state.evolve(event, at: now)
        } catch {
            preconditionFailure("a test told of something that cannot be: \(error)")
        }
    }

    /// Keeps what the outcome tells of how it came about.
    private mutating func note(_ events: [ExecutionEvent]) {
        if case .failed(let failure)? = state.frames[.root]?.phase { self.failure = failure }
        for event in events {
            switch event {
            case .catcherTaken(let taken): catcher = taken.catcher
            case .retryScheduled(let scheduled): retry = scheduled
            case .taskScheduled: attempt = nil
            default: break
            }
        }
    }

    private func outcome(after event: ExecutionEvent) -> StateTestOutcome? {
        switch event {
        case .retryScheduled: outcome(.retriable)
        case .stateExited(let exited):
            outcome(catcher == nil ? .succeeded : .caught, output: exited.output, next: exited.next, exited.assigned)
        case .executionFailed(let failed):
            outcome(.failed, failure: Failure(error: failed.error, cause: failed.cause))
        default: nil
        }
    }

    private func outcome(
        _ status: StateTestOutcome.Status, failure: Failure? = nil, output: JSONText? = nil, next: String? = nil,
        _ assigned: JSONText? = nil
    ) -> StateTestOutcome {
        let reported = failure ?? (status == .succeeded ? nil : self.failure)
        return StateTestOutcome(
            status: status, output: output, nextState: next, error: reported?.error, cause: reported?.cause,
            assigned: assigned, retryIndex: self.failure.flatMap { fallible?.retrier(for: $0.matched)?.index },
            retryDelay: retry.map { $0.due.duration(since: now) }, catchIndex: catcher)
    }

    /// What the state's fields make of the input, one after the other, and of the result, where there is one.
    ///
    /// - Parameter readItems: what the reader of a distributed Map read.
    public func inspection(readItems: [JSONText]? = nil) -> StateInspection {
        guard let state = decider.definition.state(named: name), let frame = self.state.frames[.root] else {
            return StateInspection()
        }
        return StateInspection(
            of: state, raw: input, result: result, readItems: readItems,
            context: decider.context(frame, in: Draft(state: self.state, recordedAt: now, seed: seed, limit: 1)))
    }
}
