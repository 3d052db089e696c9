public import Engine
public import EventLog
internal import Synchronization

/// A clock that stands still until a test moves it.
///
/// ```swift
/// let clock = ManualClock()
/// // … start what is to sleep, then, without any guess about how long that takes:
/// await clock.waitForSleeper(until: clock.now().adding(.seconds(3600)))
/// clock.advance(by: .seconds(3600))
/// ```
public final class ManualClock: EngineClock {
    private struct Sleeper {
        let id: UInt64
        let moment: Timestamp
        let continuation: UnsafeContinuation<Bool, Never>
    }

    private struct Watcher {
        let id: UInt64
        let isSatisfied: @Sendable ([Timestamp]) -> Bool
        let continuation: UnsafeContinuation<Void, Never>
    }

    private struct State {
        var now: Timestamp
        var nextID: UInt64 = 0
        var sleepers: [Sleeper] = []
        var watchers: [Watcher] = []
        var cancelled: Set<UInt64> = []

        mutating func newID() -> UInt64 {
            nextID += 1
            return nextID
        }

        mutating func takeDue() -> [Sleeper] {
            let due = sleepers.filter { $0.moment <= now }
            sleepers.removeAll { $0.moment <= now }
            return due
        }
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
            return state.takeDue()
        }
        for sleeper in due { sleeper.continuation.resume(returning: true) }
    }

    /// Moves the clock to the earliest moment that somebody sleeps until and wakes them; false where nobody sleeps.
    @discardableResult
    public func advanceToNextSleeper() -> Bool {
        let due = state.withLock { state -> [Sleeper] in
            guard let next = state.sleepers.map(\.moment).min() else { return [] }
            state.now = max(state.now, next)
            return state.takeDue()
        }
        for sleeper in due { sleeper.continuation.resume(returning: true) }
        return !due.isEmpty
    }

    /// The moments that somebody sleeps until, earliest first.
    public var sleepers: [Timestamp] { state.withLock { $0.sleepers.map(\.moment).sorted() } }

    /// Returns as soon as at least `count` sleep; at once where they do already, or when the task is cancelled.
    public func waitForSleepers(_ count: Int = 1) async {
        await wait { $0.count >= count }
    }

    /// Returns as soon as somebody sleeps until exactly `moment`; also when the task is cancelled.
    public func waitForSleeper(until moment: Timestamp) async {
        await wait { $0.contains(moment) }
    }

    /// Sleeps until the clock shows `moment`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func sleep(until moment: Timestamp) async throws {
        let id = state.withLock { $0.newID() }
        // A cancellation that came after the clock woke the sleeper left a note that nobody reads.
        defer { _ = state.withLock { $0.cancelled.remove(id) } }
        let isDue = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let (answer, satisfied) = state.withLock { state -> (Bool?, [Watcher]) in
                    if state.cancelled.contains(id) { return (false, []) }
                    if moment <= state.now { return (true, []) }
                    state.sleepers.append(Sleeper(id: id, moment: moment, continuation: continuation))
                    let moments = state.sleepers.map(\.moment)
                    let satisfied = state.watchers.filter { $0.isSatisfied(moments) }
                    state.watchers.removeAll { $0.isSatisfied(moments) }
                    return (nil, satisfied)
                }
                if let answer { continuation.resume(returning: answer) }
                for watcher in satisfied { watcher.continuation.resume() }
            }
        } onCancel: {
            cancel(id)
        }
        if !isDue { throw CancellationError() }
    }

    private func wait(for isSatisfied: @escaping @Sendable ([Timestamp]) -> Bool) async {
        let id = state.withLock { $0.newID() }
        defer { _ = state.withLock { $0.cancelled.remove(id) } }
        await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.cancelled.contains(id) || isSatisfied(state.sleepers.map(\.moment)) { return true }
                    state.watchers.append(Watcher(id: id, isSatisfied: isSatisfied, continuation: continuation))
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            let watcher = state.withLock { state -> Watcher? in
                guard let index = state.watchers.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.watchers.remove(at: index)
            }
            watcher?.continuation.resume()
        }
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
