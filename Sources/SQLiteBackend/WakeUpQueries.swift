internal import EventLog

/// Reading and writing of the `wake_up` table.
enum WakeUpQueries {
    /// A wake-up that a claim may give.
    struct Found {
        let stream: StreamID
        let queue: Queue
        let due: Timestamp
    }

    /// Writes a wake-up. A holder that stays keeps its claim and its mark; a mark without events makes a stream that
    /// becomes free due at once, as the writer could not know of it.
    static func set(
        _ wakeUp: WakeUp, of stream: StreamID, now: Timestamp, on connection: Connection
    ) throws(EventStoreError) {
        let row = try connection.statement(
            """
            INSERT INTO wake_up (category, stream_id, queue, semantics, due, holder, parked)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (category, stream_id) DO UPDATE SET
                queue = ?3, semantics = ?4, parked = ?7, holder = ?6,
                due = CASE WHEN holder IS NOT ?6 AND moved = 2 THEN min(?5, ?8) ELSE ?5 END,
                claim_id = CASE WHEN holder = ?6 THEN claim_id END,
                moved = CASE WHEN holder = ?6 THEN moved ELSE 0 END,
                told = CASE WHEN holder = ?6 THEN told END
            """)
        row.bind(1, stream)
        row.bind(3, wakeUp.queue.rawValue)
        row.bind(4, Int64(wakeUp.semantics))
        row.bind(5, wakeUp.due.microseconds)
        row.bind(6, wakeUp.holder?.uuid)
        row.bind(7, wakeUp.parked)
        row.bind(8, now.microseconds)
        try row.run()
    }

    /// Takes a wake-up away.
    static func remove(_ stream: StreamID, on connection: Connection) throws(EventStoreError) {
        let row = try connection.statement("DELETE FROM wake_up WHERE category = ? AND stream_id = ?")
        row.bind(1, stream)
        try row.run()
    }

    /// Marks a stream as moved and returns its queue; `nil` where there is no wake-up.
    static func markMoved(
        _ stream: StreamID, isPoke: Bool, now: Timestamp, on connection: Connection
    ) throws(EventStoreError) -> Queue? {
        let row = try connection.statement(
            """
            UPDATE wake_up SET
                due = CASE WHEN holder IS NULL THEN min(due, ?3) ELSE due END,
                moved = CASE WHEN holder IS NULL THEN 0 WHEN moved = 2 THEN 2 ELSE ?4 END,
                told = NULL
            WHERE category = ?1 AND stream_id = ?2 RETURNING queue
            """)
        defer { row.reset() }
        row.bind(1, stream)
        row.bind(3, now.microseconds)
        row.bind(4, isPoke ? 2 : 1)
        return try row.step() ? Queue(row.text(0)) : nil
    }

    /// What a claim gave to its worker and what that worker still has.
    static func given(by claim: Claim, on connection: Connection) throws(EventStoreError) -> [Found] {
        let rows = try connection.statement(
            """
            SELECT category, stream_id, queue, due FROM wake_up
            WHERE holder = ? AND claim_id = ? AND parked IS NULL ORDER BY category, stream_id
            """)
        defer { rows.reset() }
        rows.bind(1, claim.worker.uuid)
        rows.bind(2, claim.id.uuid)
        return try all(rows)
    }

    /// What the claim's worker holds, was marked as moved and was not told by another claim.
    static func moved(for claim: Claim, on connection: Connection) throws(EventStoreError) -> [Found] {
        var found: [Found] = []
        for told in [nil, claim.id.uuid] {
            let rows = try connection.statement(
                """
                SELECT category, stream_id, queue, due FROM wake_up
                WHERE holder = ? AND told IS ? AND moved > 0 AND parked IS NULL
                """)
            defer { rows.reset() }
            rows.bind(1, claim.worker.uuid)
            rows.bind(2, told)
            found += try all(rows)
        }
        return found.sorted { $0.stream < $1.stream }
    }

    /// Notes that a claim told the holder of a mark.
    static func tell(_ stream: StreamID, by claim: ClaimID, on connection: Connection) throws(EventStoreError) {
        let row = try connection.statement(
            """
            UPDATE wake_up SET told = ?3
            WHERE category = ?1 AND stream_id = ?2 AND moved > 0 AND told IS NULL
            """)
        row.bind(1, stream)
        row.bind(3, claim.uuid)
        try row.run()
    }

    /// Gives a stream to the claim's worker.
    static func take(_ stream: StreamID, for claim: Claim, on connection: Connection) throws(EventStoreError) {
        let row = try connection.statement(
            """
            UPDATE wake_up SET holder = ?3, claim_id = ?4, moved = 0, told = NULL
            WHERE category = ?1 AND stream_id = ?2
            """)
        row.bind(1, stream)
        row.bind(3, claim.worker.uuid)
        row.bind(4, claim.id.uuid)
        try row.run()
    }

    /// What a holder has on a queue for workers up to a semantics number.
    static func held(
        by holder: WorkerID, on queue: Queue, semantics: Int, limit: Int, on connection: Connection
    ) throws(EventStoreError) -> [Found] {
        let rows = try connection.statement(
            """
            SELECT category, stream_id, queue, due FROM wake_up
            WHERE holder = ? AND queue = ? AND semantics <= ? AND parked IS NULL LIMIT ?
            """)
        defer { rows.reset() }
        rows.bind(1, holder.uuid)
        rows.bind(2, queue.rawValue)
        rows.bind(3, Int64(semantics))
        rows.bind(4, Int64(limit))
        return try all(rows)
    }

    /// The first streams of a queue and a semantics number that nobody has, due or not.
    static func free(
        on queue: Queue, semantics: Int64, limit: Int, on connection: Connection
    ) throws(EventStoreError) -> [Found] {
        let rows = try connection.statement(
            """
            SELECT category, stream_id, queue, due FROM wake_up
            WHERE queue = ? AND semantics = ? AND holder IS NULL AND parked IS NULL ORDER BY due LIMIT ?
            """)
        defer { rows.reset() }
        rows.bind(1, queue.rawValue)
        rows.bind(2, semantics)
        rows.bind(3, Int64(limit))
        return try all(rows)
    }

    /// The semantics numbers up to `highest` that free wake-ups of a queue have: one seek each.
    static func semantics(
        on queue: Queue, upTo highest: Int, on connection: Connection
    ) throws(EventStoreError) -> [Int64] {
        var found: [Int64] = []
        var previous = Int64.min
        while true {
            let row = try connection.statement(
                """
                SELECT semantics FROM wake_up WHERE queue = ? AND semantics > ? AND semantics <= ?
                AND holder IS NULL AND parked IS NULL ORDER BY semantics LIMIT 1
                """)
            defer { row.reset() }
            row.bind(1, queue.rawValue)
            row.bind(2, previous)
            row.bind(3, Int64(highest))
            guard try row.step() else { return found }
            previous = row.integer(0)
            found.append(previous)
        }
    }

    /// Everybody who holds something, each once: one seek each.
    static func holders(on connection: Connection) throws(EventStoreError) -> [WorkerID] {
        var found: [WorkerID] = []
        while true {
            let row = try connection.statement(
                """
                SELECT holder FROM wake_up WHERE holder > ? AND parked IS NULL ORDER BY holder LIMIT 1
                """)
            defer { row.reset() }
            // A text comes before every blob.
            if let last = found.last { row.bind(1, last.uuid) } else { row.bind(1, "") }
            guard try row.step() else { return found }
            found.append(WorkerID(try row.uuid(0)))
        }
    }

    /// The queues on which somebody could find something.
    static func queues(on connection: Connection) throws(EventStoreError) -> Set<Queue> {
        var found: Set<Queue> = []
        let rows = try connection.statement("SELECT DISTINCT queue FROM wake_up WHERE moved > 0")
        while try rows.step() { found.insert(Queue(rows.text(0))) }
        rows.reset()
        var previous: String?
        while true {
            let row = try connection.statement(
                previous == nil
                    ? """
                    SELECT queue FROM wake_up WHERE holder IS NULL AND parked IS NULL ORDER BY queue LIMIT 1
                    """
                    : """
                    SELECT queue FROM wake_up WHERE queue > ? AND holder IS NULL AND parked IS NULL
                    ORDER BY queue LIMIT 1
                    """)
            defer { row.reset() }
            if let previous { row.bind(1, previous) }
            guard try row.step() else { return found }
            previous = row.text(0)
            found.insert(Queue(row.text(0)))
        }
    }

    /// The queues of what a worker holds.
    static func queues(of worker: WorkerID, on connection: Connection) throws(EventStoreError) -> Set<Queue> {
        var found: Set<Queue> = []
        let rows = try connection.statement(
            "SELECT DISTINCT queue FROM wake_up WHERE holder = ? AND parked IS NULL")
        defer { rows.reset() }
        rows.bind(1, worker.uuid)
        while try rows.step() { found.insert(Queue(rows.text(0))) }
        return found
    }

    private static func all(_ rows: Statement) throws(EventStoreError) -> [Found] {
        var found: [Found] = []
        while try rows.step() {
            found.append(Found(stream: try rows.stream(0), queue: Queue(rows.text(2)), due: rows.time(3)))
        }
        return found
    }
}
