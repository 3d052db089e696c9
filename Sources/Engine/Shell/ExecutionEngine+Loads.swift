internal import EventLog
internal import FoundationEssentials
internal import Logging

extension ExecutionEngine {
    /// Reads streams for the shards, each in a task of its own.
    func loadLoop() async {
        await withDiscardingTaskGroup { group in
            var requests: [LoadRequest] = []
            while await loads.next(into: &requests) {
                for request in requests {
                    // What was due first gets its place first: tasks begin in any order.
                    var place: PlaceInLine?
                    if case .other = request { place = PlaceInLine(in: processorLimiter) }
                    group.addTask { [place] in
                        await place?.wait()
                        await self.load(request)
                    }
                }
            }
        }
    }

    private func load(_ request: LoadRequest) async {
        switch request {
        case .claimed(let claimed, let pause):
            await sleep(pause)
            if await !loadClaimed(claimed) { holdings.endLoading() }
        case .later(let message, let mailbox, let pause):
            await sleep(pause)
            if !mailbox.send(message), case .start(_, let reply) = message { reply(.failure(.shuttingDown)) }
        case .moved(let stream, let head, let mailbox, let pause):
            await sleep(pause)
            let result: Result<[RecordedEvent], EventStoreError>
            do {
                let events = try await persistently { () async throws(EventStoreError) in
                    try await store.readAll(stream, after: head.version)
                }
                result = .success(events)
            } catch {
                result = .failure(error)
            }
            mailbox.send(.reloaded(stream, result))
        case .commit(let proposal, let transaction, let mailbox):
            let result: Result<CommitOutcome, EventStoreError>
            do {
                result = .success(try await transaction.commit(proposal.commit))
            } catch {
                result = .failure(error)
            }
            mailbox.send(.transactionEnded(proposal, result))
        case .start(let proposal, let mailbox, let pause):
            await sleep(pause)
            let began = configuration.clock.now()
            let result: Result<CommitOutcome, EventStoreError>
            do {
                result = .success(try await store.commit(proposal.commit))
                let time = configuration.clock.now().duration(since: began)
                shard(of: proposal.stream).metrics.committed(1, in: time)
            } catch {
                result = .failure(error)
            }
            mailbox.send(.startEnded(proposal, result))
        case .rollBack(let transaction): await transaction.rollBack()
        case .publish(let machine, let pause):
            await sleep(pause)
            await publish(machine)
        case .owner(let plan, let reply):
            do {
                reply(.success(try await client.owner(of: plan)))
            } catch {
                reply(.failure(error))
            }
        case .other(let claimed):
            await process(claimed)
            processorLimiter.release()
        }
    }

    /// Nothing here depends on it: executions that this engine starts do not read it.
    private func publish(_ machine: StateMachine) async {
        do {
            try await client.publish(machine, by: "worker \(worker)")
        } catch {
            configuration.logger.warning(
                "a machine was not published", metadata: ["stateMachine": "\(machine.name)", "error": "\(error)"])
            guard case .store(let error) = error, error.advice != .giveUp, !isDraining else { return }
            loads.send(.publish(machine, pause: configuration.pollInterval))
        }
    }

    private func sleep(_ pause: Duration) async {
        guard pause > .zero else { return }
        try? await configuration.clock.sleep(until: configuration.clock.now().adding(pause))
    }

    /// Reads until the store answers or says no for good: what this worker holds, nobody else would look after.
    private func persistently<Value>(
        _ read: () async throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> Value {
        let clock = configuration.clock
        var pause = Duration.milliseconds(20)
        while true {
            do {
                return try await read()
            } catch {
                guard error.advice != .giveUp, !isDraining, !Task.isCancelled else { throw error }
                configuration.logger.warning("a read failed", metadata: ["error": "\(error)"])
            }
            try? await clock.sleep(until: clock.now().adding(pause))
            pause = min(pause * 2, Duration.seconds(5))
        }
    }

    /// Reads an execution, and returns whether its shard has it.
    private func loadClaimed(_ claimed: ClaimedStream) async -> Bool {
        do {
            let (execution, head, pinned) = try await loadPersistently(claimed.stream)
            let loaded = LoadedExecution(stream: claimed.stream, state: execution, head: head, pinned: pinned)
            return shard(of: claimed.stream).mailbox.send(.adopt(loaded, claimed.reason))
        } catch {
            // What cannot be read is neither failed nor skipped: it stays as it is until a person acts.
            configuration.logger.error(
                "an execution cannot be read", metadata: ["execution": "\(claimed.stream)", "error": "\(error)"])
            if case .store = error {
                loadLater(claimed)
            } else if await !park(claimed, because: error) {
                loadLater(claimed)
            }
            return false
        }
    }

    private func loadPersistently(
        _ stream: StreamID
    ) async throws(EngineError) -> (ExecutionState, StreamHead, PinnedMachine) {
        let result: Result<(ExecutionState, StreamHead, PinnedMachine), EngineError>
        do {
            result = try await persistently { () async throws(EventStoreError) in
                do throws(EngineError) {
                    let (execution, head) = try await client.load(stream)
                    guard let start = execution.start else { return .failure(.executionDoesNotExist(stream)) }
                    return .success((execution, head, try await catalog.pinned(for: start)))
                } catch .store(let error) {
                    throw error
                } catch {
                    return .failure(error)
                }
            }
        } catch {
            throw .store(error)
        }
        return try result.get()
    }

    /// Tries again after a while: this worker holds the stream, so nobody else looks after it.
    private func loadLater(_ claimed: ClaimedStream) {
        guard !isDraining else { return }
        holdings.beginLoading()
        loads.send(.claimed(claimed, pause: configuration.pollInterval))
    }

    /// Leaves in the indexes what a rebuild would make of the stream; false where the store failed or the stream moved.
    private func park(_ claimed: ClaimedStream, because error: EngineError) async -> Bool {
        do {
            let summary = try await store.head(of: claimed.stream)
            guard let first = try await store.read(claimed.stream, after: .none, limit: 1).first else { return true }
            let index = ExecutionIndexer.stuck(claimed.stream, beganWith: first, because: error)
            let change = index.wakeUp.map { WakeUpChange.set($0) } ?? .unchanged
            let append = Append(
                to: claimed.stream, expected: summary.head, events: [], wakeUp: change, status: index.status)
            return try await store.commit(Commit(id: CommitID(newUUID()), append)) == .committed
        } catch {
            configuration.logger.warning(
                "an execution was not parked", metadata: ["execution": "\(claimed.stream)", "error": "\(error)"])
            return false
        }
    }

    private func process(_ claimed: ClaimedStream) async {
        guard let processor = queuesAndProcessors.1[claimed.stream.category] else { return }
        do {
            try await processor.process(claimed, worker: worker)
        } catch {
            configuration.logger.error(
                "a stream was not processed", metadata: ["stream": "\(claimed.stream)", "error": "\(error)"])
        }
        claims.ring()
    }
}
