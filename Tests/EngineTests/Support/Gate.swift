import Synchronization

/// A door in a handler: the test sees who came, and says when they may go on.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var entered = 0
        var cancelled = 0
        var inside: [Int: CheckedContinuation<Void, any Error>] = [:]
        var watchers: [(condition: @Sendable (Int, Int) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    init(isOpen: Bool = false) {
        state.withLock { $0.isOpen = isOpen }
    }

    /// How many came so far.
    var entered: Int { state.withLock { $0.entered } }
    /// How many were cancelled while they waited.
    var cancelled: Int { state.withLock { $0.cancelled } }
    /// How many stand before the door now.
    var inside: Int { state.withLock { $0.inside.count } }

    /// Waits until the door is open.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func pass() async throws {
        let id = state.withLock { state in
            state.entered += 1
            return state.entered
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let goesOn = state.withLock { state -> Bool? in
                    if Task.isCancelled {
                        state.cancelled += 1
                        return false
                    }
                    if state.isOpen { return true }
                    state.inside[id] = continuation
                    return nil
                }
                if let goesOn {
                    goesOn ? continuation.resume() : continuation.resume(throwing: CancellationError())
                }
                notify()
            }
        } onCancel: {
            let continuation = state.withLock { state in
                let continuation = state.inside.removeValue(forKey: id)
                if continuation != nil { state.cancelled += 1 }
                return continuation
            }
            continuation?.resume(throwing: CancellationError())
            notify()
        }
    }

    /// Opens the door for all, now and from now on.
    func open() {
        let inside = state.withLock { state in
            state.isOpen = true
            let inside = state.inside
            state.inside = [:]
            return inside
        }
        for continuation in inside.values { continuation.resume() }
    }

    /// Returns once so many came.
    func waitForEntries(_ count: Int) async {
        await wait { entered, _ in entered >= count }
    }

    /// Returns once so many were cancelled before the door.
    func waitForCancellations(_ count: Int) async {
        await wait { _, cancelled in cancelled >= count }
    }

    private func wait(_ condition: @escaping @Sendable (Int, Int) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isMet = state.withLock { state in
                if condition(state.entered, state.cancelled) { return true }
                state.watchers.append((condition, continuation))
                return false
            }
            if isMet { continuation.resume() }
        }
    }

    private func notify() {
        let met = state.withLock { state in
            let met = state.watchers.filter { $0.condition(state.entered, state.cancelled) }
            let (entered, cancelled) = (state.entered, state.cancelled)
            state.watchers.removeAll { $0.condition(entered, cancelled) }
            return met
        }
        for watcher in met { watcher.continuation.resume() }
    }
}
