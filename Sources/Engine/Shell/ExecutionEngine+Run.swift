internal import EventLog
internal import FoundationEssentials
internal import Logging
internal import ServiceLifecycle
internal import Synchronization

extension ExecutionEngine {
    /// Runs the engine until it is shut down: by `shutDown()`, by a `ServiceGroup`'s graceful shutdown, or by
    /// cancellation, which also cancels the handlers that are running.
    ///
    /// - Throws: `EngineError.store` where the store refuses the worker at the start.
    public func run() async throws {
        do {
            try await store.keepAlive(worker, for: configuration.lease)
        } catch {
            // Whoever has asked for something already is told, and so is everybody after.
            shutDown()
            await runLoops()
            throw EngineError.store(error)
        }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await runLoops()
            } onGracefulShutdown: {
                self.shutDown()
            }
        } onCancel: {
            shutDown()
            for shard in shards { shard.mailbox.send(.cancelRuns) }
        }
        do {
            try await store.retire(worker)
        } catch {
            // Another worker finds the streams by the lease.
            configuration.logger.warning("the worker could not retire", metadata: ["error": "\(error)"])
        }
    }

    private func runLoops() async {
        await withDiscardingTaskGroup { background in
            background.addTask { await self.keepAlive() }
            background.addTask { await self.claimLoop() }
            background.addTask { await self.listen() }
            background.addTask { await self.loadLoop() }
            background.addTask {
                await self.timers.run { stream in self.shard(of: stream).mailbox.send(.timer(stream)) }
            }
            await withDiscardingTaskGroup { group in
                for context in shards {
                    group.addTask {
                        var shard = Shard(context: context)
                        await shard.run()
                    }
                }
            }
            loads.close()
            background.cancelAll()
        }
        state.withLock { $0.hasEnded = true }
        for stream in waiters.streams { waiters.ended(stream, nil) }
    }

    private var isDraining: Bool { state.withLock { $0.isDraining } }

    /// Says three times a lease that the worker is alive. When that failed for a whole lease, others may hold its streams:
    /// its handlers are cancelled.
    private func keepAlive() async {
        let clock = configuration.clock
        var expires = clock.now().adding(configuration.lease)
        while true {
            do {
                try await clock.sleep(until: clock.now().adding(configuration.lease / 3))
            } catch {
                return
            }
            do {
                try await store.keepAlive(worker, for: configuration.lease)
                expires = clock.now().adding(configuration.lease)
            } catch {
                configuration.logger.error("the lease was not renewed", metadata: ["error": "\(error)"])
                guard clock.now() >= expires else { continue }
                for shard in shards { shard.mailbox.send(.leaseLost) }
            }
        }
    }

    /// Claims what is due: when a hint says so, when the next stream comes due, and now and then anyway.
    private func claimLoop() async {
        var claimID = ClaimID(newUUID())
        while !Task.isCancelled, !isDraining {
            var next = configuration.clock.now().adding(configuration.pollInterval)
            do {
                let (queues, _) = queuesAndProcessors
                let claim = Claim(
                    id: claimID, worker: worker, queues: queues, semantics: Semantics.current.rawValue,
                    limit: configuration.claimLimit)
                let result = try await store.claimDue(claim)
                claimID = ClaimID(newUUID())
                result.streams.forEach(dispatch)
                if result.streams.count >= configuration.claimLimit { continue }
                if let due = result.nextDue {
                    next = min(next, configuration.clock.now().adding(due.duration(since: result.now)))
                }
            } catch {
                // The same id again: what this claim took, if its reply was lost, is given again.
                configuration.logger.warning("a claim failed", metadata: ["error": "\(error)"])
                // A store refuses claims of a worker whose lease ran out, for example while the machine slept.
                if case .invalidRequest = error { try? await store.keepAlive(worker, for: configuration.lease) }
            }
            await claims.wait(until: next)
        }
    }

    private func dispatch(_ claimed: ClaimedStream) {
        if claimed.stream.category != .execution {
            loads.send(.other(claimed))
        } else if claimed.reason == .moved {
            shard(of: claimed.stream).mailbox.send(.moved(claimed.stream))
        } else {
            loads.send(.claimed(claimed))
        }
    }

    private static let hintInterval = Duration.milliseconds(5)

    /// Passes hints on, and looks for executions that ended elsewhere and that somebody here waits for.
    private func listen() async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await hint in self.store.changes() {
                    let (queues, _) = self.queuesAndProcessors
                    if !hint.queues.isDisjoint(with: queues) { self.claims.ring() }
                    // Hints that come meanwhile become one: being woken by every commit would cost more than it tells.
                    try? await Task.sleep(for: ExecutionEngine.hintInterval)
                }
            }
            group.addTask { await self.watchWaiters() }
        }
    }

    private func watchWaiters() async {
        let clock = configuration.clock
        while !Task.isCancelled {
            try? await clock.sleep(until: clock.now().adding(configuration.pollInterval))
            let streams = waiters.streams
            guard !streams.isEmpty, let summaries = try? await store.heads(of: streams) else { continue }
            for summary in summaries {
                let status = ExecutionStatus(rawValue: summary.status.rawValue)
                if status != nil, status != .running { waiters.ended(summary.stream, nil) }
            }
        }
    }

    /// Reads streams for the shards, each in a task of its own.
    private func loadLoop() async {
        await withDiscardingTaskGroup { group in
            while let requests = await loads.next() {
                for request in requests {
                    group.addTask { await self.load(request) }
                }
            }
        }
    }

    private func load(_ request: LoadRequest) async {
        switch request {
        case .claimed(let claimed): await loadClaimed(claimed)
        case .moved(let stream, let head, let mailbox, let pause):
            let clock = configuration.clock
            if pause > .zero { try? await clock.sleep(until: clock.now().adding(pause)) }
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
        case .owner(let plan, let reply):
            do {
                reply(.success(try await client.owner(of: plan)))
            } catch {
                reply(.failure(error))
            }
        case .other(let claimed): await process(claimed)
        }
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

    private func loadClaimed(_ claimed: ClaimedStream) async {
        do {
            let (execution, head, pinned) = try await loadPersistently(claimed.stream)
            let loaded = LoadedExecution(stream: claimed.stream, state: execution, head: head, pinned: pinned)
            shard(of: claimed.stream).mailbox.send(.adopt(loaded, claimed.reason))
        } catch {
            // What cannot be read is neither failed nor skipped: it stays as it is until a person acts.
            configuration.logger.error(
                "an execution cannot be read", metadata: ["execution": "\(claimed.stream)", "error": "\(error)"])
            if case .store = error { return }
            await park(claimed, reason: error.description)
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

    private func park(_ claimed: ClaimedStream, reason: String) async {
        guard let summary = try? await store.head(of: claimed.stream) else { return }
        let wakeUp = WakeUp(due: claimed.due, queue: claimed.queue, semantics: 1, parked: reason)
        let append = Append(
            to: claimed.stream, expected: summary.head, events: [], wakeUp: .set(wakeUp), status: .stuck)
        _ = try? await store.commit(Commit(id: CommitID(newUUID()), append))
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

    private var queuesAndProcessors: ([Queue], [StreamCategory: any StreamProcessor]) {
        state.withLock { state in
            ([configuration.queue] + Set(state.processors.values.map(\.queue)).sorted(), state.processors)
        }
    }

    private func newUUID() -> UUID { UUID(high: configuration.random(), low: configuration.random()) }
}
