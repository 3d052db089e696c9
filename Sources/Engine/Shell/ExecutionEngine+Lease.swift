internal import EventLog
internal import FoundationEssentials
internal import Logging
internal import Synchronization

extension ExecutionEngine {
    /// Says three times a lease that the worker is alive. When that failed for a whole lease, others may hold its streams:
    /// its handlers are cancelled, it lets go of everything, and begins anew.
    ///
    /// Nobody else says it: a late word for a worker that was given up would keep from everybody what it held.
    func keepAlive() async {
        let clock = configuration.clock
        // Counted from before the call: how long the store took to answer is not known to be part of the lease.
        var renewed = clock.now()
        var lastTrouble = renewed
        var isKnown = true
        var pause = configuration.lease / 3
        while true {
            do {
                try await clock.sleep(until: clock.now().adding(pause))
            } catch {
                return
            }
            let began = clock.now()
            if began >= renewed.adding(configuration.lease) {
                await loseLease()
                (renewed, lastTrouble, isKnown) = (began, began, false)
            }
            do {
                try await store.keepAlive(worker, for: configuration.lease)
            } catch {
                configuration.logger.error("the lease was not renewed", metadata: ["error": "\(error)"])
                let rest = renewed.adding(configuration.lease).duration(since: clock.now())
                pause = max(.milliseconds(10), min(configuration.lease / 10, rest))
                continue
            }
            renewed = began
            pause = configuration.lease / 3
            if began >= lastTrouble.adding(configuration.lease) {
                holdings.didKeepLease()
                lastTrouble = began
            }
            // Before it was known, its claims were refused.
            if !isKnown { claims.ring() }
            isKnown = true
        }
    }

    /// Has every shard let go of what it holds, and begins anew as another worker: the old one's streams can be claimed, by
    /// this engine too.
    private func loseLease() async {
        configuration.logger.error("the lease was lost: the engine lets go of its executions")
        holdings.willLoseLease()
        let lost = worker
        let next = WorkerID(newUUID())
        state.withLock { $0.worker = next }
        for shard in shards {
            _ = await withUnsafeContinuation { continuation in
                let done = Reply<Bool>(continuation)
                if !shard.mailbox.send(.leaseLost(next: next, done)) { done(.success(false)) }
            }
        }
        do {
            try await store.retire(lost)
        } catch {
            configuration.logger.warning("the lost worker could not retire", metadata: ["error": "\(error)"])
        }
    }
}
