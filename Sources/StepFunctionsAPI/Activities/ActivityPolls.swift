internal import Engine
internal import EventLog
internal import Synchronization

/// Workers that wait for tasks of activities, any number of them: one loop asks the log for all.
final class ActivityPolls: Sendable {
    private struct Poll {
        let id: Int
        let workerName: String?
        let continuation: CheckedContinuation<ActivityTask?, Never>
    }

    private struct State {
        var polls: [String: [Poll]] = [:]
        var lastID = 0
        /// The poll that the loop is asking the log for; it is in no list meanwhile.
        var served: Int?
        /// Whether that one's time was up meanwhile.
        var servedHasLeft = false
        var isClosed = false
    }

    /// How often the loop looks without a hint.
    private static let interval = Duration.seconds(1)

    private let client: ExecutionClient
    private let clock: any EngineClock
    private let state = Mutex(State())
    private let bells: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    init(client: ExecutionClient, clock: any EngineClock) {
        self.client = client
        self.clock = clock
        (bells, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Waits for a task of an activity; `nil` where none came in time, or the server shuts down.
    func next(of activity: String, workerName: String?, within limit: Duration) async -> ActivityTask? {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await self.clock.sleep(until: self.clock.now().adding(limit))
                self.leave(activity, id)
            }
            let task = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let poll = Poll(id: id, workerName: workerName, continuation: continuation)
                    let isIn = state.withLock { state in
                        guard !state.isClosed, !Task.isCancelled else { return false }
                        state.polls[activity, default: []].append(poll)
                        return true
                    }
                    if isIn { bell.yield() } else { continuation.resume(returning: nil) }
                }
            } onCancel: {
                leave(activity, id)
            }
            group.cancelAll()
            return task
        }
    }

    /// Looks for tasks whenever somebody came, the log hints of something, or a while has passed.
    func run(_ changes: any AsyncSequence<ChangeHint, Never> & Sendable) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.ring(at: changes) }
            group.addTask {
                while !Task.isCancelled {
                    try? await self.clock.sleep(until: self.clock.now().adding(Self.interval))
                    self.bell.yield()
                }
            }
            for await _ in bells {
                if Task.isCancelled || state.withLock({ $0.isClosed }) { break }
                await serve()
            }
            group.cancelAll()
        }
        close()
    }

    /// Lets everybody go who waits, and whoever comes.
    func close() {
        let all = state.withLock { state in
            state.isClosed = true
            defer { state.polls = [:] }
            return state.polls.values.flatMap(\.self)
        }
        for poll in all { poll.continuation.resume(returning: nil) }
        bell.yield()
    }

    private func ring(at changes: any AsyncSequence<ChangeHint, Never> & Sendable) async {
        for await hint in changes where hint.queues.contains(where: { $0.rawValue.hasPrefix("activity/") }) {
            bell.yield()
        }
    }

    private func serve() async {
        for activity in state.withLock({ Array($0.polls.keys) }) {
            while let poll = first(of: activity) {
                let task = try? await client.takeTask(of: activity, workerName: poll.workerName)
                guard let task else {
                    putBack(poll, activity)
                    break
                }
                poll.continuation.resume(returning: task)
            }
        }
    }

    private func first(of activity: String) -> Poll? {
        state.withLock { state in
            guard var polls = state.polls[activity], !polls.isEmpty else { return nil }
            let poll = polls.removeFirst()
            state.polls[activity] = polls.isEmpty ? nil : polls
            (state.served, state.servedHasLeft) = (poll.id, false)
            return poll
        }
    }

    private func putBack(_ poll: Poll, _ activity: String) {
        let isIn = state.withLock { state in
            defer { state.served = nil }
            guard !state.isClosed, !state.servedHasLeft else { return false }
            state.polls[activity, default: []].insert(poll, at: 0)
            return true
        }
        if !isIn { poll.continuation.resume(returning: nil) }
    }

    private func leave(_ activity: String, _ id: Int) {
        let poll = state.withLock { state -> Poll? in
            guard let index = state.polls[activity]?.firstIndex(where: { $0.id == id }) else {
                if state.served == id { state.servedHasLeft = true }
                return nil
            }
            defer { if state.polls[activity]?.isEmpty ?? false { state.polls[activity] = nil } }
            return state.polls[activity]?.remove(at: index)
        }
        poll?.continuation.resume(returning: nil)
    }
}
