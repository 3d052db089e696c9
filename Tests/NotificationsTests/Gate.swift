import Synchronization

/// A place where somebody waits until it is opened.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var hasVisitor = false
        var waiting: [UnsafeContinuation<Void, Never>] = []
        var watching: [UnsafeContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Returns once the gate is open.
    func pass() async {
        await withUnsafeContinuation { continuation in
            let (isOpen, watching) = state.withLock { state in
                state.hasVisitor = true
                if !state.isOpen { state.waiting.append(continuation) }
                defer { state.watching = [] }
                return (state.isOpen, state.watching)
            }
            for watcher in watching { watcher.resume() }
            if isOpen { continuation.resume() }
        }
    }

    /// Returns once somebody came to the gate.
    func awaitVisitor() async {
        await withUnsafeContinuation { continuation in
            let hasVisitor = state.withLock { state in
                if !state.hasVisitor { state.watching.append(continuation) }
                return state.hasVisitor
            }
            if hasVisitor { continuation.resume() }
        }
    }

    /// Lets everybody pass from now on.
    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for visitor in waiting { visitor.resume() }
    }
}
