internal import EventLog
internal import Synchronization

/// Passes hints on to whoever listens in this process; the hints a slow listener has not taken yet become one.
final class ChangeHub: Sendable {
    private struct Listeners {
        var next = 0
        var continuations: [Int: AsyncStream<ChangeHint>.Continuation] = [:]
    }

    private let listeners = Mutex(Listeners())

    /// A sequence of the hints from now on, holding at most one that was not taken yet.
    func subscribe() -> AsyncStream<ChangeHint> {
        let (stream, continuation) = AsyncStream.makeStream(of: ChangeHint.self, bufferingPolicy: .bufferingNewest(1))
        let id = listeners.withLock { listeners in
            listeners.next += 1
            listeners.continuations[listeners.next] = continuation
            return listeners.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { _ = $0.continuations.removeValue(forKey: id) }
        }
        return stream
    }

    /// Tells every listener that `queues` have something for a worker, or, without queues, that streams moved.
    func publish(_ queues: Set<Queue>) {
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
}
