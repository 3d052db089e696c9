internal import Engine
internal import EventLog
internal import Synchronization

/// The token of one connection: it is kept for as long as it lasts, and whoever wants one while it is being fetched waits for the same.
final class OAuthTokens: Sendable {
    /// What somebody who wants a token is told.
    private enum Turn {
        case use(OAuthToken)
        case fail(TaskError)
        /// Nobody fetches one: it is yours to do.
        case fetch
        case cancelled
    }

    private struct State {
        var token: OAuthToken?
        var isFetching = false
        var waiting: [Int: CheckedContinuation<Turn, Never>] = [:]
        var lastID = 0
    }

    private let state = Mutex(State())

    /// The token, and whether it was kept from before.
    ///
    /// - Parameter hasTime: whether a fetch that begins now has its whole time. The failure of one that has not is its own, and
    ///   somebody else who waits fetches again.
    /// - Throws: what `fetch` throws, also to those who waited for it; `CancellationError`.
    func token(
        at now: Timestamp, hasTime: () -> Bool = { true }, fetch: () async throws -> OAuthToken
    ) async throws -> (token: OAuthToken, wasKept: Bool) {
        if let kept = state.withLock({ $0.token }), kept.isFresh(at: now) { return (kept, true) }
        switch await turn(at: now) {
        case .use(let token): return (token, false)
        case .fail(let error): throw error
        case .cancelled: throw CancellationError()
        case .fetch:
            let hasTime = hasTime()
            do {
                let token = try await fetch()
                finish(.use(token))
                return (token, false)
            } catch let error as TaskError where hasTime {
                finish(.fail(error))
                throw error
            } catch {
                // It was told to stop, or its time was short. Somebody who waits may go on.
                handOn()
                throw error
            }
        }
    }

    /// Forgets a token that the server does not take any more.
    func discard(_ token: OAuthToken) {
        state.withLock { state in
            if state.token == token { state.token = nil }
        }
    }

    /// How many wait for a token that is being fetched.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    private func turn(at now: Timestamp) async -> Turn {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let turn: Turn? = state.withLock { state in
                    if Task.isCancelled { return .cancelled }
                    if let token = state.token, token.isFresh(at: now) { return .use(token) }
                    guard state.isFetching else {
                        state.isFetching = true
                        return .fetch
                    }
                    state.waiting[id] = continuation
                    return nil
                }
                if let turn { continuation.resume(returning: turn) }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: .cancelled)
        }
    }

    private func finish(_ turn: Turn) {
        let waiting = state.withLock { state in
            if case .use(let token) = turn { state.token = token }
            state.isFetching = false
            defer { state.waiting = [:] }
            return state.waiting.values.map { $0 }
        }
        for continuation in waiting { continuation.resume(returning: turn) }
    }

    private func handOn() {
        let next = state.withLock { state -> CheckedContinuation<Turn, Never>? in
            guard let first = state.waiting.keys.min() else {
                state.isFetching = false
                return nil
            }
            return state.waiting.removeValue(forKey: first)
        }
        next?.resume(returning: .fetch)
    }
}
