internal import EventLog

/// The statements of one claim: one transaction, one round trip, all with the same six parameters.
///
/// $1 worker, $2 claim, $3 queues, $4 highest semantics number, $5 limit, $6 the clock. Rows are locked with SKIP
/// LOCKED, so a claim waits for nobody; what somebody else has just locked counts as still there for `nextDue`, so the
/// worker asks again. Every statement is a seek: per queue and semantics number that exist, per distinct holder.
enum ClaimStatements {
    /// The statements in their order.
    static func all(_ claim: Claim, clock: StoreClock) -> [BoundStatement] {
        [lease, given, moved, heldByTheDead, due, nextDue].map { sql in
            BoundStatement(sql) {
                $0.add(claim.worker.uuid)
                $0.add(claim.id.uuid)
                $0.add(claim.queues.map(\.rawValue))
                $0.add(Int32(clamping: claim.semantics))
                $0.add(Int64(max(0, min(claim.limit, 1_000_000))))
                clock.add(to: &$0)
            }
        }
    }

    private static let now = StoreClock.now(6)

    /// Gives every parameter a type, also where a statement does not use it.
    private static let parameters = """
        given (worker, claim, queues, semantics, taken, clock) AS NOT MATERIALIZED (
            SELECT $1::uuid, $2::uuid, $3::text[], $4::int4, $5::int8, $6::timestamptz)
        """

    private static let hasLease = """
        EXISTS (SELECT FROM daybook.worker WHERE worker_id = $1::uuid AND lease_until >= \(now))
        """

    /// How many streams the claim may still take: none without a lease.
    private static let room = """
        room AS MATERIALIZED (
            SELECT CASE WHEN \(hasLease) THEN greatest(0, $5::int8 - (
                SELECT count(*) FROM daybook.wake_up
                WHERE holder = $1::uuid AND claim_id = $2::uuid AND parked IS NULL)) ELSE 0 END AS size)
        """

    /// The store's time, and whether the worker has a lease.
    private static let lease = "WITH \(parameters) SELECT \(now), \(hasLease)"

    /// What this claim gave before and its worker still has.
    private static let given = """
        WITH \(parameters)
        SELECT category, stream_id, queue, due FROM daybook.wake_up
        WHERE holder = $1::uuid AND claim_id = $2::uuid AND parked IS NULL ORDER BY category, stream_id
        """

    /// What the worker holds, was marked as moved and was not told by another claim. Parked streams are left out late:
    /// asked for at once, that condition would let Postgres walk over all that the worker holds.
    private static let moved = """
        WITH \(parameters), marked AS MATERIALIZED (
            SELECT stream_id, category FROM daybook.wake_up
            WHERE holder = $1::uuid AND told IS NULL AND moved > 0 AND \(hasLease)
            FOR UPDATE SKIP LOCKED),
        told AS (
            UPDATE daybook.wake_up w SET told = $2::uuid FROM marked m
            WHERE w.stream_id = m.stream_id AND w.category = m.category AND w.parked IS NULL
            RETURNING w.category, w.stream_id, w.queue, w.due)
        SELECT category, stream_id, queue, due FROM told
        UNION ALL
        SELECT category, stream_id, queue, due FROM daybook.wake_up
        WHERE holder = $1::uuid AND told = $2::uuid AND moved > 0 AND parked IS NULL
        ORDER BY 1, 2
        """

    /// What dead workers held, one more than there is room for; the last column says what was taken.
    private static let heldByTheDead = """
        WITH RECURSIVE \(parameters), \(room), holders (holder) AS (
            SELECT (SELECT w.holder FROM daybook.wake_up w
                WHERE w.holder IS NOT NULL AND w.parked IS NULL ORDER BY w.holder LIMIT 1)
            UNION ALL
            SELECT (SELECT w.holder FROM daybook.wake_up w
                WHERE w.holder > h.holder AND w.parked IS NULL ORDER BY w.holder LIMIT 1)
            FROM holders h WHERE h.holder IS NOT NULL),
        dead AS MATERIALIZED (
            SELECT h.holder FROM holders h LEFT JOIN daybook.worker k ON k.worker_id = h.holder
            WHERE h.holder <> $1::uuid
                AND NOT daybook.is_alive(k.lease_until, k.lock_key, k.locked_since, \(now))),
        found AS MATERIALIZED (
            SELECT f.stream_id, f.category, d.holder
            FROM dead d CROSS JOIN (SELECT DISTINCT q FROM unnest($3::text[]) q) q CROSS JOIN LATERAL (
                SELECT w.stream_id, w.category FROM daybook.wake_up w
                WHERE w.holder = d.holder AND w.queue = q.q AND w.semantics <= $4::int4 AND w.parked IS NULL
                LIMIT (SELECT size + 1 FROM room) FOR UPDATE SKIP LOCKED) f
            LIMIT (SELECT size + 1 FROM room)),
        counted AS MATERIALIZED (SELECT f.*, row_number() OVER () AS place FROM found f),
        taken AS (
            UPDATE daybook.wake_up w SET holder = $1::uuid, claim_id = $2::uuid, moved = 0, told = NULL
            FROM counted c
            WHERE w.stream_id = c.stream_id AND w.category = c.category AND c.place <= (SELECT size FROM room)
            RETURNING w.category, w.stream_id, w.queue, w.due, c.holder AS dead, c.place)
        SELECT category, stream_id, queue, due, dead, place, true FROM taken
        UNION ALL
        SELECT category, stream_id, '', now(), holder, place, false FROM counted
        WHERE place > (SELECT size FROM room)
        ORDER BY 6
        """

    /// The semantics numbers up to the claim's that free wake-ups of its queues have: one seek each.
    private static let levels = """
        levels (queue, semantics) AS (
            SELECT q.q, (SELECT w.semantics FROM daybook.wake_up w
                WHERE w.queue = q.q AND w.semantics <= $4::int4 AND w.holder IS NULL AND w.parked IS NULL
                ORDER BY w.semantics LIMIT 1)
            FROM (SELECT DISTINCT q FROM unnest($3::text[]) q) q
            UNION ALL
            SELECT l.queue, (SELECT w.semantics FROM daybook.wake_up w
                WHERE w.queue = l.queue AND w.semantics > l.semantics AND w.semantics <= $4::int4
                AND w.holder IS NULL AND w.parked IS NULL ORDER BY w.semantics LIMIT 1)
            FROM levels l WHERE l.semantics IS NOT NULL)
        """

    /// What is due and nobody has, in the order in which it was due.
    private static let due = """
        WITH RECURSIVE \(parameters), \(room), \(levels),
        found AS MATERIALIZED (
            SELECT f.stream_id, f.category, f.due FROM levels l CROSS JOIN LATERAL (
                SELECT w.stream_id, w.category, w.due FROM daybook.wake_up w
                WHERE w.queue = l.queue AND w.semantics = l.semantics AND w.holder IS NULL AND w.parked IS NULL
                AND w.due <= \(now) ORDER BY w.due LIMIT (SELECT size FROM room) FOR UPDATE SKIP LOCKED) f
            WHERE l.semantics IS NOT NULL),
        chosen AS MATERIALIZED (SELECT * FROM found ORDER BY due LIMIT (SELECT size FROM room)),
        taken AS (
            UPDATE daybook.wake_up w SET holder = $1::uuid, claim_id = $2::uuid, moved = 0, told = NULL FROM chosen c
            WHERE w.stream_id = c.stream_id AND w.category = c.category
            RETURNING w.category, w.stream_id, w.queue, w.due)
        SELECT category, stream_id, queue, due FROM taken ORDER BY due, stream_id
        """

    /// When the next stream comes due that the worker could have and nobody holds.
    private static let nextDue = """
        WITH RECURSIVE \(parameters), \(levels)
        SELECT min(f.due) FROM levels l CROSS JOIN LATERAL (
            SELECT w.due FROM daybook.wake_up w
            WHERE w.queue = l.queue AND w.semantics = l.semantics AND w.holder IS NULL AND w.parked IS NULL
            ORDER BY w.due LIMIT 1) f
        WHERE l.semantics IS NOT NULL
        """

    // MARK: Answers

    /// What the statements' replies say.
    ///
    /// - Throws: `invalidRequest` where the worker has no lease.
    static func result(of claim: Claim, in replies: [Reply]) throws(EventStoreError) -> ClaimResult {
        guard replies.count == 6 else { throw .corrupted(reason: "a claim has another number of answers") }
        guard try replies[0].bool(0, 1) else {
            throw .invalidRequest(
                reason: "worker \(claim.worker) has no lease: it must call keepAlive before it claims")
        }
        let now = try replies[0].time(0, 0)
        var streams: [ClaimedStream] = []
        for row in 0..<replies[1].count { streams.append(try stream(in: replies[1], row, .claimedBefore)) }
        let known = Set(streams.map(\.stream))
        for row in 0..<replies[2].count {
            let moved = try stream(in: replies[2], row, .moved)
            if !known.contains(moved.stream) { streams.append(moved) }
        }
        var hasMore = false
        for row in 0..<replies[3].count {
            guard try replies[3].bool(row, 6) else {
                hasMore = true
                continue
            }
            let dead = WorkerID(try replies[3].uuid(row, 4))
            streams.append(try stream(in: replies[3], row, .takenOver(from: dead)))
        }
        for row in 0..<replies[4].count { streams.append(try stream(in: replies[4], row, .due)) }
        let next = replies[5].isNull(0, 0) ? nil : try replies[5].time(0, 0)
        return ClaimResult(streams: streams, nextDue: hasMore ? now : next, now: now)
    }

    private static func stream(
        in reply: Reply, _ row: Int, _ reason: ClaimedStream.Reason
    ) throws(EventStoreError) -> ClaimedStream {
        ClaimedStream(
            stream: StreamID(StreamCategory(reply.text(row, 0)), try reply.uuid(row, 1)),
            queue: Queue(reply.text(row, 2)), due: try reply.time(row, 3), reason: reason)
    }
}
