internal import EventLog
internal import Synchronization
internal import Threads

/// Gathers the commits of whoever waits at the same moment and has them written together.
///
/// Whoever comes while a writer is free drives that writer himself, so a lone caller crosses to no other task; whoever
/// comes later waits in the queue, of which a writer takes as much as fits when it is done.
final class Appender: Sendable {
    private struct State {
        var waiting: ArraySlice<CommitTicket> = []
        var freeWriters: Int
        var isClosed = false
    }

    private let state: Mutex<State>
    private let writers: Int
    private let limits: CommitRound.Limits
    private let settler: CommitSettler
    private let end = Latch()

    init(writers: Int, limits: CommitRound.Limits, settler: CommitSettler) {
        self.writers = writers
        self.limits = limits
        self.settler = settler
        state = Mutex(State(freeWriters: writers))
    }

    /// Writes the commits, sharing a transaction with others.
    func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] {
        let ticket = CommitTicket(commits)
        let (isTaken, leads) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.waiting.append(ticket)
            guard state.freeWriters > 0 else { return (true, false) }
            state.freeWriters -= 1
            return (true, true)
        }
        guard isTaken else { throw .closed }
        // Another writer may have taken it meanwhile; then this one is free again.
        if leads, let first = take() {
            await write(first.flatMap(\.pending))
            // A caller serves himself and those who came with him, not everybody after them.
            if let next = take() { Task { await self.drain(next) } }
        }
        return try await ticket.answer()
    }

    /// Refuses further commits and waits until those it has are settled.
    func close() async {
        let isIdle = state.withLock { state in
            state.isClosed = true
            return state.freeWriters == writers
        }
        if isIdle { end.arrive() }
        await end.wait()
    }

    private func drain(_ first: [CommitTicket]) async {
        var next: [CommitTicket]? = first
        while let tickets = next {
            await write(tickets.flatMap(\.pending))
            next = take()
        }
    }

    /// The next calls for a writer; a writer without any is free.
    private func take() -> [CommitTicket]? {
        let (tickets, isOver) = state.withLock { state -> ([CommitTicket]?, Bool) in
            guard !state.waiting.isEmpty else {
                state.freeWriters += 1
                return (nil, state.isClosed && state.freeWriters == writers)
            }
            var (taken, events, bytes) = (0, 0, 0)
            for ticket in state.waiting {
                let pending = ticket.pending
                events += pending.reduce(0) { $0 + $1.eventCount }
                bytes += pending.reduce(0) { $0 + $1.byteCount }
                // A call is never divided among writers: its commits may build upon one another.
                guard taken == 0 || (events <= limits.events && bytes <= limits.bytes) else { break }
                taken += 1
            }
            let tickets = Array(state.waiting.prefix(taken))
            state.waiting = taken == state.waiting.count ? [] : state.waiting.dropFirst(taken)
            return (tickets, false)
        }
        if isOver { end.arrive() }
        return tickets
    }

    /// Writes commits, in as many transactions as they need.
    private func write(_ commits: [PendingCommit]) async {
        var pending = commits
        var heads: [StreamID: StreamHead] = [:]
        while !pending.isEmpty {
            let round = CommitRound(pending, heads: heads, limits: limits)
            var again: [PendingCommit] = []
            if !round.suspects.isEmpty {
                again = await settler.look(round.suspects)
                for commit in again { for append in commit.commit.appends { heads[append.stream] = nil } }
            }
            let settled = await settler.settle(round.batch)
            for commit in settled.written {
                for (append, head) in zip(commit.appends, commit.heads) { heads[append.stream] = head }
            }
            pending = (again + round.rest).filter { !$0.ticket.isAnswered }
            if !settled.stuck.isEmpty { pending = putOff(pending, behind: settled.stuck) }
        }
    }

    /// Lets commits wait for foreign locks by themselves, and behind them what follows them in their calls, as it may
    /// build upon them. Returns what need not wait.
    private func putOff(_ pending: [PendingCommit], behind stuck: [PendingCommit]) -> [PendingCommit] {
        let calls = Set(stuck.map { ObjectIdentifier($0.ticket) })
        let behind = pending.filter { calls.contains(ObjectIdentifier($0.ticket)) }
        Task {
            await settler.waitForLock(stuck)
            await write(behind.filter { !$0.ticket.isAnswered })
        }
        return pending.filter { !calls.contains(ObjectIdentifier($0.ticket)) }
    }
}

extension CommitTicket {
    /// Its commits, in their order.
    var pending: [PendingCommit] { commits.indices.map { PendingCommit(ticket: self, place: $0) } }
}
