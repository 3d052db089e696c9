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
                        var shard = Shard(context: context, worker: self.worker)
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

    var isDraining: Bool { state.withLock { $0.isDraining } }

    var queuesAndProcessors: ([Queue], [StreamCategory: any StreamProcessor]) {
        state.withLock { state in
            ([configuration.queue] + Set(state.processors.values.map(\.queue)).sorted(), state.processors)
        }
    }

    func newUUID() -> UUID { UUID(high: configuration.random(), low: configuration.random()) }
}
