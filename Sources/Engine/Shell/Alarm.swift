internal import EventLog
internal import Synchronization

/// Lets one loop sleep until a moment or until somebody rings, whichever comes first.
final class Alarm: Sendable {
    private struct State {
        var isRung = false
        var waiter: UnsafeContinuation<Void, Never>?
    }

    private let clock: any EngineClock
    private let state = Mutex(State())

    init(clock: any EngineClock) {
        self.clock = clock
    }

    /// Wakes the sleeper, or makes its next sleep end at once.
    func ring() {
        let waiter = state.withLock { state -> UnsafeContinuation<Void, Never>? in
            state.isRung = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Sleeps until `moment`, a ring, or cancellation; without a moment until a ring.
    func wait(until moment: Timestamp?) async {
        if state.withLock({ $0.isRung.take() }) { return }
        guard let moment else { return await rung() }
        guard moment > clock.now() else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [clock] in try? await clock.sleep(until: moment) }
            group.addTask { await self.rung() }
            await group.next()
            group.cancelAll()
        }
    }

    private func rung() async {
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let goOn = state.withLock { state in
                    if Task.isCancelled || state.isRung.take() { return true }
                    state.waiter = continuation
                    return false
                }
                if goOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
    }
}

extension Bool {
    /// The value, leaving false behind.
    fileprivate mutating func take() -> Bool {
        defer { self = false }
        return self
    }
}
