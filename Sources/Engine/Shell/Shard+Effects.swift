internal import EventLog
internal import JSON
internal import Logging

extension Shard {
    /// Carries out what follows from the committed state: begins and ends runs, sets the timer, lets go at the end.
    mutating func perform(_ stream: StreamID) {
        guard let runner = runners[stream], !runner.isInDoubt, runner.events.isEmpty, runner.start == nil else {
            return
        }
        if runner.state.status != .running { return ended(runner) }
        if runner.state.parked != nil { return release(stream) }
        if isReleased(runner) || (isDraining && !runner.state.hasRuns) { return proposeRelease(stream) }
        for effect in runner.state.pendingEffects {
            switch effect {
            case .begin(let task): begin(task, of: stream)
            case .run(let task): begin(run: task, of: stream)
            case .wakeAt(let due): setTimer(due, of: stream)
            case .proceed:
                // Whoever drains schedules no tasks: asking the core again and again would lead nowhere.
                if !isDraining { context.mailbox.send(.input(stream, .proceed)) }
            }
        }
        runners[stream]?.endPointlessRuns()
    }

    private func isReleased(_ runner: Runner) -> Bool {
        guard let due = runner.state.sleepsUntil else { return false }
        return due.duration(since: context.clock.now()) > context.configuration.shortestReleasedSleep
    }

    /// Lets go by a commit: a stream that this worker let go without one would stay its own as long as it lives.
    private mutating func proposeRelease(_ stream: StreamID) {
        runners[stream]?.isReleasing = true
        propose(stream)
    }

    /// Lets go of an execution whose wake-up says that nobody holds it.
    mutating func release(_ stream: StreamID) {
        runners[stream]?.endRuns()
        remove(stream)
        context.claims.ring()
    }

    private mutating func ended(_ runner: Runner) {
        runner.endRuns()
        remove(runner.stream)
        context.metrics.ended(runner.state)
        context.waiters.ended(runner.stream, runner.state)
    }

    /// Takes an execution out of the shard, and its moment out of the timers.
    mutating func remove(_ stream: StreamID) {
        guard let runner = runners.removeValue(forKey: stream) else { return }
        context.waiters.letGo(stream)
        if runner.timer != nil { context.timers.cancel(stream) }
        runner.transactions.forEach(rollBack)
    }

    private mutating func setTimer(_ due: Timestamp, of stream: StreamID) {
        guard runners[stream]?.timer != due else { return }
        runners[stream]?.timer = due
        context.timers.schedule(stream, at: due)
    }

    /// Waits for a place where the resource has only so many, and tells the core when there is one.
    private mutating func begin(_ task: TaskAttempt, of stream: StreamID) {
        guard !isDraining, let runner = runners[stream], !runner.waitingForPlace.contains(task.id) else { return }
        guard let registration = context.registry.registration(for: task.resource) else {
            return park(stream, task.resource)
        }
        runner.waitingForPlace.insert(task.id)
        let mailbox = context.mailbox
        let id = task.id
        guard let limiter = registration.limiter else {
            mailbox.send(.input(stream, .beginTask(id)))
            return
        }
        limiter.acquire { mailbox.send(.place(stream, id, limiter)) }
    }

    /// There is a place for a run: the core begins it, unless it has no use for it any more.
    mutating func take(_ place: RunLimiter, for task: TaskID, of stream: StreamID, at now: Timestamp) {
        // Whoever was dropped and came back has asked twice.
        guard let runner = runners[stream], runner.places[task] == nil, runner.runs[task] == nil else {
            return place.release()
        }
        runner.places[task] = place
        decide(.init(input: .beginTask(task)), on: stream, at: now)
    }

    /// Begins a run that was recorded as begun.
    private mutating func begin(run task: TaskAttempt, of stream: StreamID) {
        guard let runner = runners[stream], runner.runs[task.id] == nil, !isDraining else { return }
        // A run that another worker recorded as begun is that worker's; a takeover makes the next one this worker's own.
        guard task.worker == worker else { return drop(stream) }
        guard let registration = context.registry.registration(for: task.resource) else {
            return park(stream, task.resource)
        }
        runner.waitingForPlace.remove(task.id)
        let place = runner.places.removeValue(forKey: task.id)
        runner.runs[task.id] = startRun(task, runner, registration, place)
        runsGoingOn += 1
        context.metrics.runBegan()
    }

    private mutating func park(_ stream: StreamID, _ resource: String) {
        context.mailbox.send(.input(stream, .park(reason: "no handler is registered for the resource '\(resource)'")))
    }

    mutating func heartbeat(_ stream: StreamID, _ task: TaskID, at now: Timestamp) {
        guard runners[stream]?.runs[task] != nil else { return }
        runners[stream]?.heartbeats[task] = now
        decide(.init(input: .taskHeartbeat(task, at: now)), on: stream, at: now)
    }

    /// Tells the core of a run's end. A run that was cancelled has none: the stream says why it had to stop.
    mutating func runEnded(_ stream: StreamID, _ task: TaskID, _ end: RunEnd, at now: Timestamp) {
        runsGoingOn -= 1
        guard runners[stream]?.runs.removeValue(forKey: task) != nil else {
            if case .succeededInTransaction(let transaction, _) = end { rollBack(transaction) }
            return
        }
        runners[stream]?.heartbeats[task] = nil
        switch end {
        case .succeeded(let output): decide(.init(input: .taskSucceeded(task, output: output)), on: stream, at: now)
        case .published(let publication, let output): decide(.init(task, output, publication), on: stream, at: now)
        case .succeededInTransaction(let transaction, let result):
            var pending = Runner.PendingInput(input: .taskSucceeded(task, output: result.output))
            if let publication = result.publication { pending = .init(task, result.output, publication) }
            pending.transaction = transaction
            decide(pending, on: stream, at: now)
        case .failed(let error):
            decide(.init(input: .taskFailed(task, error: error.error, cause: error.cause)), on: stream, at: now)
        case .cancelled:
            perform(stream)
        }
    }
}

extension Runner.PendingInput {
    fileprivate init(_ task: TaskID, _ output: JSONText, _ publication: TaskResult.Publication) {
        self.init(
            input: .notificationPublished(
                task, topic: publication.topic, notification: publication.notification.stream, output: output),
            companions: [publication.notification])
    }
}
