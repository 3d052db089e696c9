internal import EventLog
internal import Logging

extension Shard {
    /// Reads the stream on from the head that is known; what was proposed is decided again on what comes.
    mutating func reload(_ stream: StreamID, pause: Duration = .zero) {
        guard let runner = runners[stream], !runner.isReloading, runner.start == nil else { return }
        runner.inputs = runner.withdraw()
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
        let inputs = runner.withdraw()
        runner.isReloading = false
        let events: [RecordedEvent]
        do {
            events = try result.get()
            for event in events {
                try runner.state.evolve(event)
                runner.head = event.head
            }
        } catch {
            context.logger.error(
                "an execution cannot be read again", metadata: ["execution": "\(stream)", "error": "\(error)"])
            return drop(stream)
        }
        if wasTakenOver(events) { return drop(stream) }
        // Its wake-up goes with a commit of its own: whoever ended it left that to the holder.
        if runner.state.status != .running { return propose(stream) }
        // First what happened, and only then what is to be done: a run whose result waits here must not begin again.
        for input in inputs { consider(input, on: stream, at: now) }
        perform(stream)
    }

    /// Whether another worker decided on the stream: then it is that worker's to run.
    private func wasTakenOver(_ events: [RecordedEvent]) -> Bool {
        events.contains { event in
            switch try? ExecutionEvent(event) {
            case .executionTakenOver(let takenOver): takenOver.worker != context.worker
            case .taskStarted(let started): started.worker != context.worker
            default: false
            }
        }
    }

    /// Lets go of an execution: somebody else has it, or nobody can read it.
    mutating func drop(_ stream: StreamID) {
        runners[stream]?.endRuns(except: [])
        runners[stream] = nil
        context.waiters.ended(stream, nil)
    }
}
