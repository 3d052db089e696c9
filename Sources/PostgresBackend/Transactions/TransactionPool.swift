internal import EventLog
internal import Synchronization

/// The sessions for transactions of handlers: so many at the most, the others wait in order.
final class TransactionPool: Sendable {
    private struct State {
        var idle: [TransactionSession] = []
        var count = 0
        var waiting: [UnsafeContinuation<TransactionSession?, Never>] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let parameters: ConnectionParameters
    private let limit: Int
    private let patience: Duration

    init(_ parameters: ConnectionParameters, limit: Int, patience: Duration) {
        self.parameters = parameters
        self.limit = max(1, limit)
        self.patience = patience
    }

    /// A session with a transaction begun, once there is one.
    func begin() async throws(EventStoreError) -> TransactionSession {
        guard let session = await session() else { throw .closed }
        if let error = await session.begin() {
            give(session)
            throw error
        }
        return session
    }

    /// Takes a session back whose transaction has ended.
    func give(_ session: TransactionSession) {
        let next = state.withLock { state -> UnsafeContinuation<TransactionSession?, Never>? in
            guard !state.isClosed else { return nil }
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(session)
            return nil
        }
        next?.resume(returning: session)
    }

    /// A session was dropped with its transaction: there is room for another one.
    func drop() {
        let next = state.withLock { state -> UnsafeContinuation<TransactionSession?, Never>? in
            guard !state.waiting.isEmpty else {
                state.count -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: TransactionSession(parameters, patience: patience))
    }

    /// Nobody gets a session any more; those that are idle end.
    func close() {
        let waiting = state.withLock { state in
            defer {
                state.waiting = []
                state.idle = []
            }
            state.isClosed = true
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: nil) }
    }

    private func session() async -> TransactionSession? {
        await withUnsafeContinuation { continuation in
            let (session, isNew) = state.withLock { state -> (TransactionSession?, Bool) in
                if state.isClosed { return (nil, false) }
                if let session = state.idle.popLast() { return (session, false) }
                guard state.count < limit else {
                    state.waiting.append(continuation)
                    return (nil, true)
                }
                state.count += 1
                return (TransactionSession(parameters, patience: patience), false)
            }
            if !isNew { continuation.resume(returning: session) }
        }
    }
}
