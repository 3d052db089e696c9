internal import EventLog
internal import Synchronization

/// Brings commits to their outcome: writes them together, finds who lost, goes round locks, sends again what was lost.
final class CommitSettler: Sendable {
    /// How patient it is.
    struct Patience: Sendable {
        /// How long a commit is sent again within the store before its caller has to do it.
        var sendingAgain = Duration.seconds(10)
        /// How long an answer may take.
        var answer = Duration.seconds(15)
        /// How long a part of a divided batch waits for a lock.
        var partLock = Duration.milliseconds(50)
        /// How long a commit that is known to wait for a lock waits at one time, on a connection of its own.
        var stuckLock = Duration.seconds(1)
    }

    private let writers: Lane
    private let readers: Lane
    /// For commits that wait for somebody's lock, so that they keep no writer.
    private let stuckLane: Lane
    private let periods: PeriodBook
    private let clock: @Sendable () -> StoreClock
    private let patience: Patience
    private let publish: @Sendable (Set<Queue>) -> Void
    private let metrics: PostgresMetrics
    /// Streams that somebody outside holds a lock on: their commits go by themselves until one has gone through.
    private let stuck = Mutex<Set<StreamID>>([])

    init(
        writers: Lane, readers: Lane, stuckLane: Lane, periods: PeriodBook,
        clock: @escaping @Sendable () -> StoreClock, patience: Patience,
        metrics: PostgresMetrics, publish: @escaping @Sendable (Set<Queue>) -> Void
    ) {
        self.writers = writers
        self.readers = readers
        self.stuckLane = stuckLane
        self.periods = periods
        self.clock = clock
        self.patience = patience
        self.metrics = metrics
        self.publish = publish
    }

    /// What became of a batch at once.
    struct Settled {
        /// What was written.
        let written: [Commit]
        /// What waits for a foreign lock, to be given to `waitForLock`.
        let stuck: [PendingCommit]
    }

    /// Settles commits that name different streams.
    func settle(_ batch: [PendingCommit]) async -> Settled {
        let held = stuck.withLock { $0 }
        var (free, waiting) = (batch, [PendingCommit]())
        if !held.isEmpty {
            waiting = batch.filter { $0.commit.appends.contains { held.contains($0.stream) } }
            free = batch.filter { !$0.commit.appends.contains { held.contains($0.stream) } }
        }
        var attempt = Attempt(deadline: Moment.now.adding(patience.sendingAgain))
        waiting += await settle(free, &attempt, lockTimeout: nil)
        return Settled(written: attempt.written, stuck: waiting)
    }

    /// Looks at commits that are believed to conflict, and returns those that do not.
    func look(_ suspects: [PendingCommit]) async -> [PendingCommit] {
        var open: [PendingCommit] = []
        for part in PeriodFilter.parts(suspects, by: \.periods) {
            switch await verdicts(part) {
            case .failure(let error): for commit in part { commit.fail(error) }
            case .success(let verdicts):
                for (commit, verdict) in zip(part, verdicts) {
                    if case .settled(let outcome) = verdict { commit.settle(outcome) } else { open.append(commit) }
                }
            }
        }
        return open
    }

    // MARK: One batch

    private struct Attempt {
        let deadline: Moment
        var written: [Commit] = []
        var count = 0
    }

    /// Settles a batch or parts of it, and returns what waits for a foreign lock.
    private func settle(
        _ batch: [PendingCommit], _ attempt: inout Attempt, lockTimeout: Duration?, on lane: Lane? = nil
    ) async -> [PendingCommit] {
        var batch = batch
        while !batch.isEmpty {
            let failure: PostgresFailure
            switch await write(batch, lockTimeout, on: lane ?? writers) {
            case .success:
                attempt.written += batch.map(\.commit)
                for commit in batch { commit.settle(.committed) }
                return []
            case .failure(let found): failure = found
            }
            attempt.count += 1
            switch consequence(of: failure) {
            case .findLosers:
                batch = await look(batch)
                if attempt.count > 100 { return give(batch, failure) }
            case .makePeriods:
                if attempt.count > 3 { return give(batch, failure) }
                if let error = await periods.make(Set(batch.flatMap(\.periods))) { return give(batch, error) }
            case .split:
                guard batch.count > 1 else { return batch }
                return await settle(batch.parts(8), &attempt, lockTimeout: patience.partLock, on: lane)
            case .isolate:
                guard batch.count > 1 else { return give(batch, failure) }
                return await settle(batch.parts(2), &attempt, lockTimeout: lockTimeout, on: lane)
            case .sendAgain:
                guard Moment.now < attempt.deadline else { return give(batch, failure) }
                metrics.sentAgain()
                await pause(attempt.count)
            case .failAll: return give(batch, failure)
            }
        }
        return []
    }

    private func settle(
        _ parts: [[PendingCommit]], _ attempt: inout Attempt, lockTimeout: Duration?, on lane: Lane?
    ) async -> [PendingCommit] {
        var stuck: [PendingCommit] = []
        for part in parts { stuck += await settle(part, &attempt, lockTimeout: lockTimeout, on: lane) }
        return stuck
    }

    private func consequence(of failure: PostgresFailure) -> ServerError.Consequence {
        switch failure {
        case .refused(let error): error.consequence
        // What was sent may still be committed by the old backend. Sending the same again waits for it, and finds it.
        case .lost: .sendAgain
        case .unreachable, .closed: .failAll
        }
    }

    private func write(
        _ batch: [PendingCommit], _ lockTimeout: Duration?, on lane: Lane
    ) async -> Result<Void, PostgresFailure> {
        if let error = await periods.makeMissing(of: batch) {
            return .failure(.unreachable(reason: error.description))
        }
        let statements = CommitBatch(batch.map(\.commit), clock: clock(), lockTimeout: lockTimeout)
        let start = Moment.now
        let result = await lane.run(statements.statements, isTransaction: true, timeout: patience.answer)
        switch result {
        case .failure(let failure): return .failure(failure)
        case .success(let replies):
            metrics.wrote(batch, since: start)
            publish(statements.queues(in: replies))
            return .success(())
        }
    }

    private func verdicts(_ batch: [PendingCommit]) async -> Result<[CommitVerdict], EventStoreError> {
        let commits = batch.map(\.commit)
        let deadline = Moment.now.adding(patience.sendingAgain)
        while true {
            switch await readers.run(CommitVerdict.questions(commits), timeout: patience.answer) {
            case .success(let replies):
                do throws(EventStoreError) {
                    return .success(try CommitVerdict.verdicts(commits, in: replies))
                } catch {
                    return .failure(error)
                }
            case .failure(let failure):
                let error = EventStoreError(failure, while: "looking at heads")
                guard error.advice == .sendAgain, Moment.now < deadline else { return .failure(error) }
                await pause(1)
            }
        }
    }

    private func give(_ batch: [PendingCommit], _ failure: PostgresFailure) -> [PendingCommit] {
        give(batch, EventStoreError(failure, while: "committing"))
    }

    private func give(_ batch: [PendingCommit], _ error: EventStoreError) -> [PendingCommit] {
        for commit in batch { commit.fail(error) }
        return []
    }

    /// A short pause by chance, longer with each attempt, so that two do not meet again and again.
    private func pause(_ attempt: Int) async {
        let most = min(5 * (1 << min(attempt, 6)), 200)
        try? await Task.sleep(for: .milliseconds(Int.random(in: 1...most)))
    }

    // MARK: Foreign locks

    /// Lets commits wait for somebody's lock, each on its own and on a connection that no writer misses.
    func waitForLock(_ commits: [PendingCommit]) async {
        stuck.withLock { $0.formUnion(commits.flatMap { $0.commit.appends.map(\.stream) }) }
        await withTaskGroup { group in
            for commit in commits { group.addTask { await self.waitForLock(commit) } }
        }
    }

    private func waitForLock(_ commit: PendingCommit) async {
        var attempt = Attempt(deadline: Moment.now.adding(patience.sendingAgain))
        while await !settle([commit], &attempt, lockTimeout: patience.stuckLock, on: stuckLane).isEmpty {
            guard Moment.now < attempt.deadline else {
                commit.fail(.unavailable(reason: "somebody else's transaction holds a lock on its stream"))
                break
            }
        }
        stuck.withLock { $0.subtract(commit.commit.appends.map(\.stream)) }
    }
}

extension [PendingCommit] {
    /// At most `count` parts of about the same size.
    fileprivate func parts(_ count: Int) -> [[PendingCommit]] {
        let size = Swift.max(1, (self.count + count - 1) / count)
        return stride(from: 0, to: self.count, by: size).map { Array(self[$0..<Swift.min($0 + size, self.count)]) }
    }
}
