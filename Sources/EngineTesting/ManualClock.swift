public import Engine
public import EventLog
internal import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: EngineClock {
    private struct Sleeper {
        let id: UInt64
        let moment: Timestamp
        let continuation: UnsafeContinuation<Bool, Never>
    }

    private struct State {
        var now: Timestamp
        var nextID: UInt64 = 0
        var sleepers: [Sleeper] = []
        var cancelled: Set<UInt64> = []
    }

    private let state: Mutex<State>

    /// Makes a clock that shows `start`; by default 2026-01-01T00:00:00Z.
    public init(start: Timestamp = Timestamp(microseconds: 1_767_225_600_000_000)) {
        state = Mutex(State(now: start))
    }

    /// The moment the clock shows.
    public func now() -> Timestamp { state.withLock { $0.now } }

    /// Moves the clock on and wakes everybody whose moment has come.
    public func advance(by duration: Duration) {
        let due = state.withLock { state -> [Sleeper] in
            state.now = state.now.adding(duration)
            let now = state.now
            let due = state.sleepers.filter { $0.moment <= now }
            state.sleepers.removeAll { $0.moment <= now }
            return due
        }
        for sleeper in due { sleeper.continuation.resume(returning: true) }
    }

    /// The moments that somebody sleeps until, earliest first.
    public var sleepers: [Timestamp] { state.withLock { $0.sleepers.map(\.moment).sorted() } }

    /// Sleeps until the clock shows `moment`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func sleep(until moment: Timestamp) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let isDue = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let answer = state.withLock { state -> Bool? in
                    if state.cancelled.remove(id) != nil { return false }
                    if moment <= state.now { return true }
                    state.sleepers.append(Sleeper(id: id, moment: moment, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            cancel(id)
        }
        if !isDue { throw CancellationError() }
    }

    private func cancel(_ id: UInt64) {
        let sleeper = state.withLock { state -> Sleeper? in
            guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                state.cancelled.insert(id)
                return nil
            }
            return state.sleepers.remove(at: index)
        }
        sleeper?.continuation.resume(returning: false)
    }
}
