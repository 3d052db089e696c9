internal import EventLog
internal import Threads

/// The one thread of this process that writes: whoever waits at the same moment shares a transaction.
final class Writer: Sendable {
    private let jobs = Mailbox<WriteJob>()
    private let end = Latch()
    private let hub: ChangeHub
    private let hooks: (@Sendable (SQLiteConfiguration.Hook) -> Void)?
    /// The most jobs of one transaction.
    private let batchLimit = 2048

    init(hub: ChangeHub, hooks: (@Sendable (SQLiteConfiguration.Hook) -> Void)?) {
        self.hub = hub
        self.hooks = hooks
    }

    /// Starts the thread; `open` runs on it first.
    func start(
        opening open: @escaping @Sendable () throws(EventStoreError) -> WriteSession,
        isOpen: @escaping @Sendable (EventStoreError?) -> Void
    ) {
        DedicatedThread.start {
            do throws(EventStoreError) {
                let session = try open()
                isOpen(nil)
                self.run(session)
                session.checkpoint()
            } catch {
                isOpen(error)
            }
            self.end.arrive()
        }
    }

    /// Waits until the thread has ended.
    func waitForEnd() async {
        await end.wait()
    }

    /// Hands a job over; its `fail` is called at once when the store is closed.
    func submit(_ job: WriteJob) {
        if !jobs.put(job) { job.fail(.closed) }
    }

    /// Takes no jobs any more; the thread ends after those it has.
    func close() {
        jobs.close()
    }

    private func run(_ session: WriteSession) {
        while true {
            let batch = jobs.take(upTo: batchLimit)
            if batch.isEmpty { return }
            for part in batch.inParts() {
                if part[0].isExclusive { runAlone(part[0], session) } else { runTogether(part, session) }
            }
        }
    }

    private func runAlone(_ job: WriteJob, _ session: WriteSession) {
        do throws(EventStoreError) {
            let answer = try job.run(session)
            answer()
        } catch {
            session.rollBack()
            job.fail(error)
        }
    }

    /// Runs the jobs in one transaction and answers all of them after it.
    private func runTogether(_ batch: ArraySlice<WriteJob>, _ session: WriteSession) {
        var answers: [@Sendable () -> Void] = []
        answers.reserveCapacity(batch.count)
        do throws(EventStoreError) {
            try session.begin()
            for job in batch { answers.append(try answer(of: job, in: session)) }
            hooks?(.willCommit)
            try session.commit()
            hooks?(.didCommit)
        } catch {
            session.rollBack()
            if batch.count > 1, error.mayConcernOneJob {
                for index in batch.indices { runTogether(batch[index...index], session) }
            } else {
                // Nobody's work was kept: each may send the same again.
                for job in batch { job.fail(error) }
            }
            return
        }
        for answer in answers { answer() }
        if session.hasNews { hub.publish(session.queues) }
    }

    /// Runs one job; a request that breaks a rule is refused without harm to its neighbours.
    private func answer(
        of job: WriteJob, in session: WriteSession
    ) throws(EventStoreError) -> @Sendable () -> Void {
        do throws(EventStoreError) {
            return try job.run(session)
        } catch .invalidRequest(let reason) {
            return { job.fail(.invalidRequest(reason: reason)) }
        }
    }
}

extension EventStoreError {
    /// Whether the others of a transaction may succeed without the one that failed, for example beside a damaged page.
    fileprivate var mayConcernOneJob: Bool {
        switch self {
        case .other, .corrupted: true
        default: false
        }
    }
}

extension [WriteJob] {
    /// The jobs in their order, each exclusive one by itself.
    fileprivate func inParts() -> [ArraySlice<WriteJob>] {
        guard contains(where: \.isExclusive) else { return [self[...]] }
        var parts: [ArraySlice<WriteJob>] = []
        var start = startIndex
        for index in indices where self[index].isExclusive {
            if start < index { parts.append(self[start..<index]) }
            parts.append(self[index...index])
            start = index + 1
        }
        if start < endIndex { parts.append(self[start...]) }
        return parts
    }
}
