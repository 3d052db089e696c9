internal import EventLog
internal import Logging

extension Shard {
    /// Reads the stream on from the head that is known; what was proposed is decided again on what comes.
    mutating func reload(_ stream: StreamID, pause: Duration = .zero) {
        guard let runner = runners[stream] else { return }
        guard !runner.isInDoubt, runner.start == nil else {
            runner.hasMoved = true
            return
        }
        runner.hasMoved = false
        runner.backlog = runner.withdraw() + runner.backlog
        runner.isReloading = true
        runner.isReleasing = false
        let commands = runner.commands
        runner.commands = []
        // Whoever asked decides for himself then: the execution may have another holder.
        commands.forEach { $0(.success(false)) }
        context.loads.send(.moved(stream, after: runner.head, shard: context.mailbox, pause: pause))
    }

    mutating func reloaded(
        _ stream: StreamID, _ result: Result<[RecordedEvent], EventStoreError>, at now: Timestamp
    ) {
        guard let runner = runners[stream], runner.isReloading else { return }
        let inputs = runner.takeBacklog()
        // Where it is let go, nothing of what waited is recorded any more.
        var isKept = false
        defer { if !isKept { inputs.compactMap(\.transaction).forEach(rollBack) } }
        runner.isReloading = false
        let events: [RecordedEvent]
        do {
            // What was read for an execution that was let go meanwhile, and claimed again, begins before its new holder's
            // head.
            events = try result.get().filter { [head = runner.head] in $0.version > head.version }
            for event in events {
                try runner.state.evolve(event)
                runner.head = event.head
            }
        } catch {
            context.logger.error(
                "an execution cannot be read again", metadata: ["execution": "\(stream)", "error": "\(error)"])
            return forget(stream)
        }
        // Where it ended and was redriven meanwhile, its wake-up is nobody's until somebody claims it.
        if wasTakenOver(events) || runner.state.redriveCount > runner.redrivesWhenClaimed { return drop(stream) }
        // It moved once more while it was read.
        if runner.hasMoved {
            isKept = true
            runner.backlog = inputs + runner.backlog
            return reload(stream)
        }
        // Its wake-up goes with a commit of its own: whoever ended it left that to the holder.
        if runner.state.status != .running { return propose(stream) }
        isKept = true
        // First what happened, and only then what is to be done: a run whose result waits here must not begin again.
        for input in inputs { consider(input, on: stream, at: now) }
        perform(stream)
    }

    /// Whether another worker decided on the stream: then it is that worker's to run.
    private func wasTakenOver(_ events: [RecordedEvent]) -> Bool {
        events.contains { event in
            switch try? ExecutionEvent(event) {
            case .executionTakenOver(let takenOver): takenOver.worker != worker
            case .taskStarted(let started): started.worker != worker
            default: false
            }
        }
    }

    /// Lets go of an execution that somebody else has.
    mutating func drop(_ stream: StreamID) {
        runners[stream]?.endRuns()
        remove(stream)
        context.waiters.ended(stream, nil)
    }

    /// Lets go of an execution of which it is not known any more where it stands, and has it read anew after a while: this
    /// worker holds it, so nobody else will.
    mutating func forget(_ stream: StreamID) {
        guard let runner = runners[stream] else { return }
        let queue = runner.state.start?.queue ?? context.configuration.queue
        drop(stream)
        guard !isDraining else { return }
        let claimed = ClaimedStream(stream: stream, queue: queue, due: context.clock.now(), reason: .claimedBefore)
        context.holdings.beginLoading()
        context.loads.send(.claimed(claimed, pause: context.configuration.pollInterval))
    }
}
