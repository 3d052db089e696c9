internal import Engine
internal import EventLog
internal import Synchronization

/// Who may make an attempt now: so many at one time for each server, and one where it is in trouble.
///
/// What does not get its turn soon is put off: it waits in the log, and not in a place that others could use.
final class ServerLanes: Sendable {
    /// A slot in a lane.
    struct Turn: Sendable {
        fileprivate let server: String
        fileprivate let number: Int
    }

    private typealias Waiter = (number: Int, age: Timestamp, continuation: CheckedContinuation<Turn?, Never>)

    private struct Lane {
        var began: [Int: Timestamp] = [:]
        var waiting: [Waiter] = []
        var isTroubled = false
        var hasTimer = false

        /// Whoever's message is the oldest gets the next turn: tasks come here in any order.
        mutating func add(_ waiter: Waiter) {
            let place = waiting.lastIndex { ($0.age, $0.number) <= (waiter.age, waiter.number) }
            waiting.insert(waiter, at: place.map { $0 + 1 } ?? 0)
        }

        func isSlow(at now: Timestamp) -> Bool {
            began.values.min().map { now >= $0.adding(ServerLanes.patience) } ?? false
        }
    }

    private struct State {
        var lanes: [String: Lane] = [:]
        var last = 0

        mutating func makeNumber() -> Int {
            last += 1
            return last
        }
    }

    /// How long an attempt may take before those who wait for it are put off.
    static let patience = Duration.seconds(5)
    /// How many may wait for a turn: more would only hold messages in memory.
    private static let mostWaiting = 4096

    private let width: Int
    private let clock: any EngineClock
    private let state = Mutex(State())

    init(width: Int, clock: any EngineClock) {
        self.width = max(1, width)
        self.clock = clock
    }

    /// How many wait for a turn.
    func waiting(_ server: String) -> Int { state.withLock { $0.lanes[server]?.waiting.count ?? 0 } }

    /// Waits for a turn; `nil` where it is put off, or where the task is cancelled.
    ///
    /// - Parameter age: when the message was published: the oldest of those that wait is the first to have its turn.
    func enter(_ server: String, for age: Timestamp) async -> Turn? {
        let number = state.withLock { $0.makeNumber() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { enter(server, (number, age, $0)) }
        } onCancel: {
            withdraw(number, from: server)
        }
    }

    private func enter(_ server: String, _ waiter: Waiter) {
        let now = clock.now()
        var answer: Turn??
        var needsTimer = false
        state.withLock { state in
            var lane = state.lanes[server] ?? Lane()
            if Task.isCancelled {
                answer = .some(nil)
            } else if lane.began.count < (lane.isTroubled ? 1 : width) {
                lane.began[waiter.number] = now
                answer = Turn(server: server, number: waiter.number)
            } else if lane.isTroubled || lane.isSlow(at: now) || lane.waiting.count >= ServerLanes.mostWaiting {
                answer = .some(nil)
            } else {
                lane.add(waiter)
                needsTimer = !lane.hasTimer
                lane.hasTimer = true
            }
            state.lanes[server] = lane
        }
        if let answer { waiter.continuation.resume(returning: answer) }
        if needsTimer { watch(server) }
    }

    /// Nobody needs the turn any more.
    private func withdraw(_ number: Int, from server: String) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.lanes[server]?.waiting.firstIndex(where: { $0.number == number }) else {
                return nil
            }
            return state.lanes[server]?.waiting.remove(at: index)
        }
        waiter?.continuation.resume(returning: nil)
    }

    /// Gives the turn back.
    func leave(_ turn: Turn, isWell: Bool) {
        let now = clock.now()
        let resumed = state.withLock { state -> [(waiter: Waiter, turn: Turn?)] in
            guard var lane = state.lanes[turn.server] else { return [] }
            lane.began[turn.number] = nil
            lane.isTroubled = !isWell
            var resumed: [(waiter: Waiter, turn: Turn?)] = []
            if !isWell {
                resumed = lane.waiting.map { ($0, nil) }
                lane.waiting = []
            }
            // After trouble there is more room than one left it.
            while isWell, lane.began.count < width, !lane.waiting.isEmpty {
                let next = lane.waiting.removeFirst()
                lane.began[next.number] = now
                resumed.append((next, Turn(server: turn.server, number: next.number)))
            }
            // Of a server that is well nothing has to be remembered.
            let isOver = lane.began.isEmpty && lane.waiting.isEmpty && isWell && !lane.hasTimer
            state.lanes[turn.server] = isOver ? nil : lane
            return resumed
        }
        for (waiter, turn) in resumed { waiter.continuation.resume(returning: turn) }
    }

    /// Puts off who waits for attempts that take long.
    private func watch(_ server: String) {
        Task { [clock] in
            try? await clock.sleep(until: clock.now().adding(ServerLanes.patience))
            let now = clock.now()
            let (putOff, goesOn) = state.withLock { state -> ([Waiter], Bool) in
                guard var lane = state.lanes[server] else { return ([], false) }
                let putOff = lane.isSlow(at: now) ? lane.waiting : []
                if !putOff.isEmpty { lane.waiting = [] }
                lane.hasTimer = !lane.waiting.isEmpty
                state.lanes[server] = lane
                return (putOff, lane.hasTimer)
            }
            for waiter in putOff { waiter.continuation.resume(returning: nil) }
            if goesOn { watch(server) }
        }
    }
}
