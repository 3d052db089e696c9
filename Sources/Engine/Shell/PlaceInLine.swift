internal import Synchronization

/// A place of a limiter that is asked for in order, and waited for in a task.
final class PlaceInLine: Sendable {
    private enum State {
        case asked
        case granted
        case awaited(UnsafeContinuation<Void, Never>)
    }

    private let state = Mutex(State.asked)

    /// Asks for a place now.
    init(in limiter: RunLimiter) {
        limiter.acquire { self.grant() }
    }

    /// Returns once there is a place. Call it once.
    func wait() async {
        await withUnsafeContinuation { continuation in
            let isGranted = state.withLock { state in
                if case .granted = state { return true }
                state = .awaited(continuation)
                return false
            }
            if isGranted { continuation.resume() }
        }
    }

    private func grant() {
        let waiting = state.withLock { state -> UnsafeContinuation<Void, Never>? in
            defer { state = .granted }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        waiting?.resume()
    }
}
