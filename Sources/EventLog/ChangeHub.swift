internal import Synchronization

/// Passes hints on to whoever listens in this process; the hints a slow listener has not taken yet become one.
package final class ChangeHub: Sendable {
    private struct Listeners {
        var next = 0
        var isFinished = false
        var continuations: [Int: AsyncStream<ChangeHint>.Continuation] = [:]
    }

    private let listeners = Mutex(Listeners())

    /// Makes a hub without listeners.
    package init() {}

    /// A sequence of the hints from now on, holding at most one that was not taken yet.
    package func subscribe() -> AsyncStream<ChangeHint> {
        let (stream, continuation) = AsyncStream.makeStream(of: ChangeHint.self, bufferingPolicy: .bufferingNewest(1))
        let id: Int? = listeners.withLock { listeners in
            guard !listeners.isFinished else { return nil }
            listeners.next += 1
            listeners.continuations[listeners.next] = continuation
            return listeners.next
        }
        guard let id else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { _ = $0.continuations.removeValue(forKey: id) }
        }
        return stream
    }

    /// Whether anybody listens.
    package var hasListeners: Bool { listeners.withLock { !$0.continuations.isEmpty } }

    /// Tells every listener that `queues` have something for a worker, or, without queues, that streams moved.
    package func publish(_ queues: Set<Queue>) {
        let continuations = listeners.withLock { listeners in
            listeners.continuations.isEmpty ? [] : Array(listeners.continuations.values)
        }
        for continuation in continuations {
            guard case .dropped(let older) = continuation.yield(ChangeHint(queues: queues)) else { continue }
            if !older.queues.isSubset(of: queues) {
                continuation.yield(ChangeHint(queues: queues.union(older.queues)))
            }
        }
    }

    /// Ends every listener's sequence, and those of later listeners at once.
    package func finish() {
        let continuations = listeners.withLock { listeners in
            listeners.isFinished = true
            return Array(listeners.continuations.values)
        }
        for continuation in continuations { continuation.finish() }
    }
}
