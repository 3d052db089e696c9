internal import Synchronization

/// Something that happens once, and that tasks can wait for.
package final class Latch: Sendable {
    private struct State {
        var hasHappened = false
        var waiting: [UnsafeContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// One that has not happened.
    package init() {}

    /// Says that it happened.
    package func arrive() {
        let waiting = state.withLock { state in
            state.hasHappened = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits until it has happened.
    package func wait() async {
        await withUnsafeContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.hasHappened { state.waiting.append(continuation) }
                return state.hasHappened
            }
            if isOver { continuation.resume() }
        }
    }
}
