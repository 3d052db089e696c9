internal import EventLog

/// Statements on `daybook.worker`. They run on the connection that holds the workers' advisory locks.
enum WorkerStatements {
    /// The key of a worker's lock. Two workers with one key would only look alive a little longer.
    static func lockKey(of worker: WorkerID) -> Int64 {
        Int64(bitPattern: worker.uuid.high &* 0x9E37_79B9_7F4A_7C15 ^ worker.uuid.low)
    }

    /// $1 the worker, $2 its lease in microseconds, $3 its key, $4 whether to try the lock, $5 the clock. Gives
    /// whether the lock was taken now. A lock that somebody else has is not waited for: then the lease decides.
    static func keepAlive(
        _ worker: WorkerID, for lease: Duration, takingLock: Bool, clock: StoreClock
    ) -> BoundStatement {
        BoundStatement(
            """
            WITH lock AS MATERIALIZED (
                SELECT CASE WHEN $4::bool THEN pg_try_advisory_lock($3::int8) ELSE false END AS is_taken),
            kept AS (
                INSERT INTO daybook.worker AS w (worker_id, lease_until, lock_key, locked_since)
                SELECT $1::uuid, \(StoreClock.now(5)) + $2::int8 * interval '1 microsecond',
                    CASE WHEN is_taken THEN $3::int8 END, CASE WHEN is_taken THEN pg_postmaster_start_time() END
                FROM lock
                ON CONFLICT (worker_id) DO UPDATE SET
                    lease_until = greatest(w.lease_until, excluded.lease_until),
                    lock_key = CASE WHEN $4::bool THEN excluded.lock_key ELSE w.lock_key END,
                    locked_since = CASE WHEN $4::bool THEN excluded.locked_since ELSE w.locked_since END
                RETURNING worker_id)
            SELECT is_taken FROM lock, kept
            """
        ) {
            $0.add(worker.uuid)
            $0.add(min(max(.zero, lease), .seconds(36_525 * 86_400)).wholeMicroseconds)
            $0.add(lockKey(of: worker))
            $0.add(takingLock)
            clock.add(to: &$0)
        }
    }

    /// $1 a worker whose session is new, $2 its key. Changes nothing where there is no such worker any more.
    static func takeLockAgain(_ worker: WorkerID) -> BoundStatement {
        BoundStatement(
            """
            WITH lock AS MATERIALIZED (SELECT pg_try_advisory_lock($2::int8) AS is_taken),
            kept AS (
                UPDATE daybook.worker w SET lock_key = CASE WHEN is_taken THEN $2::int8 END,
                    locked_since = CASE WHEN is_taken THEN pg_postmaster_start_time() END
                FROM lock WHERE w.worker_id = $1::uuid)
            SELECT is_taken FROM lock
            """
        ) {
            $0.add(worker.uuid)
            $0.add(lockKey(of: worker))
        }
    }

    /// $1 the worker that ends. Gives the queues of what it holds; its lock ($2) is given back where this session has it.
    static func retire(_ worker: WorkerID, holdsLock: Bool) -> [BoundStatement] {
        var statements = [
            BoundStatement("DELETE FROM daybook.worker WHERE worker_id = $1::uuid") { $0.add(worker.uuid) },
            BoundStatement("SELECT DISTINCT queue FROM daybook.wake_up WHERE holder = $1::uuid AND parked IS NULL") {
                $0.add(worker.uuid)
            },
        ]
        if holdsLock {
            statements.append(
                BoundStatement("SELECT pg_advisory_unlock($1::int8)") { $0.add(lockKey(of: worker)) })
        }
        return statements
    }

    /// A worker that is alive, if any.
    static func anyoneAlive(clock: StoreClock) -> BoundStatement {
        BoundStatement(
            """
            SELECT worker_id FROM daybook.worker
            WHERE daybook.is_alive(lease_until, lock_key, locked_since, \(StoreClock.now(1))) LIMIT 1
            """
        ) { clock.add(to: &$0) }
    }

    /// Forgets workers that ended without a goodbye: without its row a worker is as dead as with it.
    static func forgetDead(clock: StoreClock) -> BoundStatement {
        BoundStatement("DELETE FROM daybook.worker WHERE lease_until < \(StoreClock.now(1)) - interval '7 days'") {
            clock.add(to: &$0)
        }
    }
}

extension Duration {
    /// Whole microseconds; durations of centuries at most.
    var wholeMicroseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
