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

    fileprivate struct Lane {
        var began: [Int: Timestamp] = [:]
        var waiting: [CheckedContinuation<Turn?, Never>] = []
        var isTroubled = false
        var hasTimer = false
    }

    private struct State {
        var lanes: [String: Lane] = [:]
        var last = 0
    }

    /// How long an attempt may take before those who wait for it are put off.
    static let patience = Duration.seconds(2)
    /// How many may wait for a turn: more would only hold messages in memory.
    private static let mostWaiting = 4096

    private let width: Int
    private let clock: any EngineClock
    private let state = Mutex(State())

    init(width: Int, clock: any EngineClock) {
        self.width = max(1, width)
        self.clock = clock
    }

    /// Waits for a turn; `nil` where it is put off.
    func enter(_ server: String) async -> Turn? {
        await withCheckedContinuation { continuation in
            let now = clock.now()
            let (answer, needsTimer) = state.withLock { state -> (Turn??, Bool) in
                var lane = state.lanes[server] ?? Lane()
                defer { state.lanes[server] = lane }
                if lane.began.count < (lane.isTroubled ? 1 : width) {
                    state.last += 1
                    lane.began[state.last] = now
                    return (.some(Turn(server: server, number: state.last)), false)
                }
                guard !lane.isTroubled, !lane.isSlow(at: now), lane.waiting.count < ServerLanes.mostWaiting else {
                    return (.some(nil), false)
                }
                lane.waiting.append(continuation)
                defer { lane.hasTimer = true }
                return (nil, !lane.hasTimer)
            }
            if let answer { continuation.resume(returning: answer) }
            if needsTimer { watch(server) }
        }
    }

    /// Gives the turn back.
    func leave(_ turn: Turn, isWell: Bool) {
        let now = clock.now()
        let resumed = state.withLock { state -> [(CheckedContinuation<Turn?, Never>, Turn?)] in
            guard var lane = state.lanes[turn.server] else { return [] }
            lane.began[turn.number] = nil
            lane.isTroubled = !isWell
            var resumed: [(CheckedContinuation<Turn?, Never>, Turn?)] = []
            if isWell, let next = lane.waiting.first {
                lane.waiting.removeFirst()
                state.last += 1
                lane.began[state.last] = now
                resumed.append((next, Turn(server: turn.server, number: state.last)))
            } else if !isWell {
                resumed = lane.waiting.map { ($0, nil) }
                lane.waiting = []
            }
            // Of a server that is well nothing has to be remembered.
            state.lanes[turn.server] = lane.began.isEmpty && lane.waiting.isEmpty && isWell ? nil : lane
            return resumed
        }
        for (continuation, turn) in resumed { continuation.resume(returning: turn) }
    }

    /// Puts off who waits for attempts that take long.
    private func watch(_ server: String) {
        Task { [clock] in
            try? await clock.sleep(until: clock.now().adding(ServerLanes.patience))
            let now = clock.now()
            let (putOff, goesOn) = state.withLock { state -> ([CheckedContinuation<Turn?, Never>], Bool) in
                guard var lane = state.lanes[server] else { return ([], false) }
                defer { state.lanes[server] = lane }
                let putOff = lane.isSlow(at: now) ? lane.waiting : []
                if !putOff.isEmpty { lane.waiting = [] }
                lane.hasTimer = !lane.waiting.isEmpty
                return (putOff, lane.hasTimer)
            }
            for continuation in putOff { continuation.resume(returning: nil) }
            if goesOn { watch(server) }
        }
    }
}

extension ServerLanes.Lane {
    fileprivate func isSlow(at now: Timestamp) -> Bool {
        began.values.min().map { now >= $0.adding(ServerLanes.patience) } ?? false
    }
}
