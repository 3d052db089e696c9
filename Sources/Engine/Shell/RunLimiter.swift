internal import Synchronization

/// Lets so many runs of a resource happen at one time; the others wait in order.
final class RunLimiter: Sendable {
    private struct State {
        var free: Int
        var waiting: [@Sendable () -> Void] = []
        /// How many of those that wait were served: they are taken out many at a time.
        var served = 0

        mutating func next() -> (@Sendable () -> Void)? {
            guard served < waiting.count else { return nil }
            defer {
                served += 1
                if served == waiting.count || served > 1024 {
                    waiting.removeFirst(served)
                    served = 0
                }
            }
            return waiting[served]
        }
    }

    private let state: Mutex<State>

    init(limit: Int) {
        state = Mutex(State(free: max(1, limit)))
    }

    /// Calls `granted` as soon as there is a place, at once or from whoever gives one back.
    func acquire(_ granted: @escaping @Sendable () -> Void) {
        let isFree = state.withLock { state in
            guard state.free > 0 else {
                state.waiting.append(granted)
                return false
            }
            state.free -= 1
            return true
        }
        if isFree { granted() }
    }

    /// Gives a place back, to whoever waited longest.
    func release() {
        let next = state.withLock { state -> (@Sendable () -> Void)? in
            if let next = state.next() { return next }
            state.free += 1
            return nil
        }
        next?()
    }
}
