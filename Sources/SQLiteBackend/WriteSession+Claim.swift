internal import EventLog

extension WriteSession {
    /// Gives a worker what its claim gave before, what moved, what dead workers held and what is due, in this order.
    func perform(_ claim: Claim) throws(EventStoreError) -> ClaimResult {
        guard let lease = try lease(of: claim.worker), lease.end >= now else {
            throw .invalidRequest(
                reason: "worker \(claim.worker) has no lease: it must call keepAlive before it claims")
        }
        let repeated = try WakeUpQueries.given(by: claim, on: connection)
        let known = Set(repeated.map(\.stream))
        let moved = try WakeUpQueries.moved(for: claim, on: connection)
        for found in moved { try WakeUpQueries.tell(found.stream, by: claim.id, on: connection) }
        var given = repeated.map { $0.claimed(.claimedBefore) }
        given += moved.filter { !known.contains($0.stream) }.map { $0.claimed(.moved) }

        let room = max(0, claim.limit - repeated.count)
        let dead = try heldByTheDead(claim, limit: room)
        given += dead.streams
        let due = try due(claim, limit: room - dead.streams.count)
        given += due.streams
        return ClaimResult(streams: given, nextDue: dead.hasMore ? now : due.next, now: now)
    }

    /// Registers a worker or prolongs its lease.
    func keepAlive(_ worker: WorkerID, for lease: Duration) throws(EventStoreError) {
        let slot = try slots.slot(of: worker)
        // Whoever had the byte before is gone: its row must not live on by our lock.
        let gone = try connection.statement("DELETE FROM worker WHERE slot = ? AND worker_id <> ?")
        gone.bind(1, slot)
        gone.bind(2, worker.uuid)
        try gone.run()
        let row = try connection.statement(
            """
            INSERT INTO worker VALUES (?, ?, ?) ON CONFLICT (worker_id) DO UPDATE
            SET lease_until = max(lease_until, excluded.lease_until), slot = excluded.slot
            """)
        row.bind(1, worker.uuid)
        row.bind(2, now.adding(lease).microseconds)
        row.bind(3, slot)
        try row.run()
    }

    /// Strikes a worker off: what it holds is free at once.
    func retire(_ worker: WorkerID) throws(EventStoreError) {
        let row = try connection.statement("DELETE FROM worker WHERE worker_id = ?")
        row.bind(1, worker.uuid)
        try row.run()
        slots.release(worker)
        hasNews = true
        queues.formUnion(try WakeUpQueries.queues(of: worker, on: connection))
    }

    /// Whether any worker of any process is alive.
    func anyoneAlive() throws(EventStoreError) -> WorkerID? {
        let rows = try connection.statement("SELECT worker_id FROM worker")
        var workers: [WorkerID] = []
        while try rows.step() { workers.append(WorkerID(try rows.uuid(0))) }
        rows.reset()
        for worker in workers where try isAlive(worker) { return worker }
        return nil
    }

    private func lease(of worker: WorkerID) throws(EventStoreError) -> (end: Timestamp, slot: Int64)? {
        let row = try connection.statement("SELECT lease_until, slot FROM worker WHERE worker_id = ?")
        defer { row.reset() }
        row.bind(1, worker.uuid)
        return try row.step() ? (row.time(0), row.integer(1)) : nil
    }

    private func isAlive(_ worker: WorkerID) throws(EventStoreError) -> Bool {
        guard let lease = try lease(of: worker), lease.end >= now else { return false }
        return slots.isAlive(worker, slot: lease.slot)
    }

    private func heldByTheDead(
        _ claim: Claim, limit: Int
    ) throws(EventStoreError) -> (streams: [ClaimedStream], hasMore: Bool) {
        var given: [ClaimedStream] = []
        for holder in try WakeUpQueries.holders(on: connection) where holder != claim.worker {
            guard try !isAlive(holder) else { continue }
            for queue in Set(claim.queues) {
                let found = try WakeUpQueries.held(
                    by: holder, on: queue, semantics: claim.semantics, limit: limit - given.count + 1, on: connection)
                for wakeUp in found {
                    guard given.count < limit else { return (given, true) }
                    try WakeUpQueries.take(wakeUp.stream, for: claim, on: connection)
                    given.append(wakeUp.claimed(.takenOver(from: holder)))
                }
            }
        }
        return (given, false)
    }

    private func due(
        _ claim: Claim, limit: Int
    ) throws(EventStoreError) -> (streams: [ClaimedStream], next: Timestamp?) {
        var found: [WakeUpQueries.Found] = []
        for queue in Set(claim.queues) {
            for semantics in try WakeUpQueries.semantics(on: queue, upTo: claim.semantics, on: connection) {
                found += try WakeUpQueries.free(on: queue, semantics: semantics, limit: limit + 1, on: connection)
            }
        }
        found.sort { $0.due < $1.due }
        let taken = found.prefix(limit).prefix { $0.due <= now }
        for wakeUp in taken { try WakeUpQueries.take(wakeUp.stream, for: claim, on: connection) }
        let next = taken.count < found.count ? found[taken.count].due : nil
        return (taken.map { $0.claimed(.due) }, next)
    }
}

extension WakeUpQueries.Found {
    fileprivate func claimed(_ reason: ClaimedStream.Reason) -> ClaimedStream {
        ClaimedStream(stream: stream, queue: queue, due: due, reason: reason)
    }
}
