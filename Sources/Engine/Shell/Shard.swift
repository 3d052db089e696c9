internal import EventLog
internal import Logging

/// One loop that decides for the executions it holds.
///
/// It takes all messages there are, decides on each, and commits everything that was decided in one call: what happens
/// while a commit is under way shares the next one. An execution is an entry in here, not a task.
struct Shard {
    let context: ShardContext
    /// The worker that the engine is in the log now.
    var worker: WorkerID
    var runners: [StreamID: Runner] = [:]
    /// The executions with something to commit, in order.
    var dirty: [StreamID] = []
    var isDraining = false
    /// Commits that the store has not answered, to be sent again with the same bytes.
    var unanswered: [Proposal] = []
    /// How often they were sent in a row.
    var attempts = 0
    /// Handlers that have not returned, those of executions that were let go included.
    var runsGoingOn = 0

    init(context: ShardContext, worker: WorkerID) {
        self.context = context
        self.worker = worker
    }

    /// Runs until drained: told to drain, and no run is going on.
    mutating func run() async {
        var messages: [ShardMessage] = []
        while await context.mailbox.next(into: &messages) {
            let now = context.clock.now()
            for message in messages { await receive(message, at: now) }
            // Writing takes its time: what came counts before it, what went after it.
            context.holdings.set(runners.count, for: context.number)
            while !dirty.isEmpty { await commitProposals() }
            if isDraining, runsGoingOn == 0, unanswered.isEmpty { context.mailbox.close() }
            context.holdings.set(runners.count, for: context.number)
        }
        for runner in runners.values { refuse(runner) }
    }

    /// What a shard that ends leaves undecided, somebody waits for.
    private func refuse(_ runner: Runner) {
        runner.start?.reply(.failure(.shuttingDown))
        for command in runner.commands { command(.success(false)) }
    }

    private mutating func receive(_ message: ShardMessage, at now: Timestamp) async {
        switch message {
        case .start(let plan, let reply): start(plan, reply, at: now)
        case .adopt(let loaded, let reason):
            // This worker is just trying to start what is there already, and will be refused: then it is free for this. Or it
            // let go of it by a commit that has no answer yet, and will know that before it takes it again.
            if let there = runners[loaded.stream], there.start != nil || there.isUnanswered { return putOff(message) }
            adopt(loaded, reason, at: now)
            context.holdings.endLoading(by: context.number, holding: runners.count)
        case .reloaded(let stream, let result): reloaded(stream, result, at: now)
        case .input(let stream, let input): decide(.init(input: input), on: stream, at: now)
        case .place(let stream, let task, let limiter): take(limiter, for: task, of: stream, at: now)
        case .runEnded(let stream, let task, let end): runEnded(stream, task, end, at: now)
        case .transactionEnded(let proposal, let result): transactionEnded(proposal, result, at: now)
        case .startEnded(let proposal, let result): startEnded(proposal, result)
        case .heartbeat(let stream, let task): heartbeat(stream, task, at: now)
        case .timer(let stream): timer(stream, at: now)
        case .moved(let stream): reload(stream)
        case .command(let stream, let input, let reply): command(stream, input, reply, at: now)
        case .sendAgain: await resend()
        case .leaseLost(let next, let done):
            dropAll()
            worker = next
            done(.success(true))
        case .drain: drain(at: now)
        case .cancelRuns:
            for runner in runners.values { runner.runs.values.forEach { $0.task.cancel() } }
        }
    }

    /// Begins no runs from here on: what is decided and not committed yet is decided again, or it would say of runs that
    /// they began when nobody is there to make them.
    private mutating func drain(at now: Timestamp) {
        isDraining = true
        for stream in dirty {
            guard let runner = runners[stream], !runner.isInDoubt else { continue }
            let inputs = runner.withdraw()
            for input in inputs { consider(input, on: stream, at: now) }
        }
        for runner in runners.values { cancelMapRuns(runner) }
        for stream in Array(runners.keys) { perform(stream) }
    }

    /// A Map Run waits for executions that nobody here goes on with: whoever takes it over waits for them.
    private func cancelMapRuns(_ runner: Runner) {
        for frame in runner.state.frames {
            if let task = frame.task, task.isMapRun { runner.runs[task.id]?.task.cancel() }
        }
    }

    private mutating func start(_ plan: StartPlan, _ reply: Reply<StartResult>, at now: Timestamp) {
        guard !isDraining else { return reply(.failure(.shuttingDown)) }
        // Executions of Map Runs and of tasks are named by them: whoever begins them again may have taken them over already.
        if let there = runners[plan.execution] {
            guard there.start == nil else { return putOff(.start(plan, reply)) }
            return reply(.failure(.executionAlreadyExists(name: plan.name, execution: plan.execution)))
        }
        let runner = Runner(
            stream: plan.execution, pinned: context.catalog.pinned(for: plan.machine), head: .empty,
            state: ExecutionState())
        runner.start = (plan, reply)
        runners[plan.execution] = runner
        decide(.init(input: .start(plan.started)), on: plan.execution, at: now)
    }

    /// Takes a message again when a commit of the same execution has its answer.
    private func putOff(_ message: ShardMessage) {
        context.loads.send(.later(message, shard: context.mailbox, pause: .milliseconds(20)))
    }

    private mutating func adopt(_ loaded: LoadedExecution, _ reason: ClaimedStream.Reason, at now: Timestamp) {
        if let runner = runners[loaded.stream] {
            // What is left of it from before a redrive is nothing to go on with.
            guard loaded.state.redriveCount > runner.redrivesWhenClaimed else { return reload(loaded.stream) }
            drop(loaded.stream)
        }
        let runner = Runner(
            stream: loaded.stream, pinned: loaded.pinned, head: loaded.head, state: loaded.state)
        runners[loaded.stream] = runner
        context.waiters.hold(loaded.stream)
        guard loaded.state.status == .running else { return propose(loaded.stream) }
        decide(.init(input: firstInput(loaded.state, reason)), on: loaded.stream, at: now)
    }

    /// What a worker tells the core of an execution it has just got.
    ///
    /// A run that was begun and has no result belongs to somebody who is gone, however the stream became free: its second
    /// run must be visible.
    private func firstInput(_ state: ExecutionState, _ reason: ClaimedStream.Reason) -> ExecutionInput {
        var previous = state.worker
        if case .takenOver(let worker) = reason { previous = worker } else if !state.hasRuns { return .proceed }
        guard state.takeoversWithoutProgress < context.configuration.takeoverLimit else {
            return .park(reason: "\(state.takeoversWithoutProgress) workers took it over and made no progress")
        }
        return .takeOver(from: previous)
    }

    private mutating func command(
        _ stream: StreamID, _ input: ExecutionInput, _ reply: Reply<Bool>, at now: Timestamp
    ) {
        guard let runner = runners[stream], !runner.isInDoubt, runner.start == nil else {
            return reply(.success(false))
        }
        do {
            let decision = try decider(runner).decide(
                input, on: runner.proposed ?? runner.state, at: now, seed: context.seed())
            runner.commands.append(reply)
            runner.propose(decision, for: .init(input: input))
            propose(stream)
        } catch {
            reply(.failure(.refused(error)))
        }
    }

    private mutating func timer(_ stream: StreamID, at now: Timestamp) {
        guard let runner = runners[stream] else { return }
        runner.timer = nil
        // A heartbeat that was too recent to be recorded counts before the core says that there was none.
        for (task, beat) in runner.heartbeats {
            consider(.init(input: .taskHeartbeat(task, at: beat)), on: stream, at: now)
        }
        runner.heartbeats = [:]
        decide(.init(input: .proceed), on: stream, at: now)
    }

    /// Decides on an input and takes the events into the execution's proposal.
    mutating func decide(_ pending: Runner.PendingInput, on stream: StreamID, at now: Timestamp) {
        consider(pending, on: stream, at: now)
        perform(stream)
    }

    /// Decides on an input, and leaves what follows from the state to the caller.
    mutating func consider(_ pending: Runner.PendingInput, on stream: StreamID, at now: Timestamp) {
        guard let runner = runners[stream] else { return }
        guard !runner.isInDoubt, pending.transaction == nil || runner.transaction == nil else {
            runner.backlog.append(pending)
            return
        }
        do {
            let decision = try decider(runner).decide(
                pending.input, on: runner.proposed ?? runner.state, at: now, seed: context.seed())
            runner.propose(decision, for: withoutPointlessTransaction(pending, decision))
            if !decision.events.isEmpty { propose(stream) }
        } catch {
            pending.transaction.map(rollBack)
            context.logger.debug(
                "an input came too late", metadata: ["execution": "\(stream)", "reason": "\(error)"])
        }
    }

    mutating func propose(_ stream: StreamID) {
        guard let runner = runners[stream], !runner.isDirty else { return }
        runner.isDirty = true
        dirty.append(stream)
    }

    func decider(_ runner: Runner) -> Decider {
        Decider(
            definition: runner.pinned.definition, role: runner.pinned.role,
            policies: runner.pinned.policies(in: context.registry),
            worker: isDraining ? nil : worker, limits: context.configuration.limits, execution: runner.stream)
    }

    private mutating func dropAll() {
        for runner in runners.values {
            refuse(runner)
            runner.endRuns()
            runner.transactions.forEach(rollBack)
            context.waiters.letGo(runner.stream)
        }
        runners = [:]
        dirty = []
        unanswered = []
        attempts = 0
    }
}

extension ExecutionState {
    /// Whether it waits for the result of this attempt, begun or not.
    func awaits(_ task: TaskID) -> Bool {
        guard let id = frames.frame(of: task), let frame = frames[id] else { return false }
        return switch frame.phase {
        case .scheduled, .running: true
        default: false
        }
    }

    /// Whether a run was begun that has no result.
    var hasRuns: Bool {
        frames.contains { if case .running = $0.phase { true } else { false } }
    }
}
