internal import EventLog
internal import FoundationEssentials
internal import Logging

extension ExecutionEngine {
    /// Claims what is due: when a hint says so, when the next stream comes due, and now and then anyway.
    func claimLoop() async {
        var claimID = ClaimID(newUUID())
        while !Task.isCancelled, !isDraining {
            var next = configuration.clock.now().adding(configuration.pollInterval)
            do {
                let (queues, processors) = queuesAndProcessors
                let limit = min(configuration.claimLimit, holdings.room)
                let claim = Claim(
                    id: claimID, worker: worker, queues: queues,
                    semantics: processors.values.reduce(Semantics.current.rawValue) { max($0, $1.semantics) },
                    limit: limit)
                let result = try await store.claimDue(claim)
                claimID = ClaimID(newUUID())
                result.streams.forEach(dispatch)
                if limit > 0, result.streams.count >= limit { continue }
                if let due = result.nextDue, limit > 0 {
                    next = min(next, configuration.clock.now().adding(due.duration(since: result.now)))
                }
            } catch {
                // The same id again: what this claim took, if its reply was lost, is given again.
                // One whose lease has run out is refused, for example after the machine slept: who keeps it alive sees to that.
                configuration.logger.warning("a claim failed", metadata: ["error": "\(error)"])
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
            holdings.beginLoading()
            loads.send(.claimed(claimed, pause: .zero))
        }
    }

    private static let hintInterval = Duration.milliseconds(5)

    /// Passes hints on, and looks for executions that ended elsewhere and that somebody here waits for.
    func listen() async {
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
}
