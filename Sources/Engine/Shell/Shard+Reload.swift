internal import EventLog
internal import Logging

extension Shard {
    /// Reads the stream on from the head that is known; what was proposed is decided again on what comes.
    mutating func reload(_ stream: StreamID) {
        guard var runner = runners[stream], !runner.isReloading, runner.start == nil else { return }
        runner.inputs = runner.withdraw()
        runner.isReloading = true
        let commands = runner.commands
        runner.commands = []
        runners[stream] = runner
        // Whoever asked decides for himself then: the execution may have another holder.
        commands.forEach { $0(.success(false)) }
        context.loads.send(.moved(stream, after: runner.head, shard: context.mailbox))
    }

    mutating func reloaded(
        _ stream: StreamID, _ result: Result<[RecordedEvent], EventStoreError>, at now: Timestamp
    ) {
        guard var runner = runners[stream], runner.isReloading else { return }
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
        runners[stream] = runner
        if wasTakenOver(events) { return drop(stream) }
        if runner.state.status != .running || runner.state.parked != nil {
            propose(stream)
            return perform(stream)
        }
        perform(stream)
        for input in inputs { decide(input, on: stream, at: now) }
    }

    private func wasTakenOver(_ events: [RecordedEvent]) -> Bool {
        events.contains { event in
            guard case .executionTakenOver(let takenOver) = try? ExecutionEvent(event) else { return false }
            return takenOver.worker != context.worker
        }
    }

    /// Lets go of an execution: somebody else has it, or nobody can read it.
    mutating func drop(_ stream: StreamID) {
        runners[stream]?.endRuns(except: [])
        runners[stream] = nil
        context.waiters.ended(stream, nil)
    }
}
