internal import EventLog
internal import FoundationEssentials

/// Statements by which commits change `daybook.wake_up`. Each locks its rows in the order given, which is that of ids.
enum WakeUpStatements {
    /// $1–$7 the wake-ups. A holder that stays keeps its claim and its mark; a mark without events makes a stream that
    /// becomes free due at once, as the writer could not know of it.
    static func set(_ wakeUps: [(stream: StreamID, wakeUp: WakeUp)], clock: StoreClock) -> BoundStatement {
        BoundStatement(
            """
            INSERT INTO daybook.wake_up AS w (stream_id, category, queue, semantics, due, holder, parked)
            SELECT * FROM unnest(
                $1::uuid[], $2::text[], $3::text[], $4::int4[], $5::timestamptz[], $6::uuid[], $7::text[])
            ON CONFLICT (stream_id, category) DO UPDATE SET
                queue = excluded.queue, semantics = excluded.semantics, parked = excluded.parked,
                holder = excluded.holder,
                due = CASE WHEN w.holder IS DISTINCT FROM excluded.holder AND w.moved = 2
                    THEN least(excluded.due, \(StoreClock.now(8))) ELSE excluded.due END,
                claim_id = CASE WHEN w.holder = excluded.holder THEN w.claim_id END,
                moved = CASE WHEN w.holder = excluded.holder THEN w.moved ELSE 0 END,
                told = CASE WHEN w.holder = excluded.holder THEN w.told END
            """
        ) {
            $0.add(wakeUps.map(\.stream.uuid))
            $0.add(wakeUps.map(\.stream.category.rawValue))
            $0.add(wakeUps.map(\.wakeUp.queue.rawValue))
            $0.add(wakeUps.map { Int32(clamping: $0.wakeUp.semantics) })
            $0.add(wakeUps.map(\.wakeUp.due))
            $0.add(wakeUps.map { $0.wakeUp.holder?.uuid } as [UUID?])
            $0.add(wakeUps.map { $0.wakeUp.parked?.withoutNUL } as [String?])
            clock.add(to: &$0)
        }
    }

    /// $1, $2 streams that need nobody any more.
    static func remove(_ streams: [StreamID]) -> BoundStatement {
        BoundStatement(
            """
            DELETE FROM daybook.wake_up w USING unnest($1::uuid[], $2::text[]) AS c (stream_id, category)
            WHERE w.stream_id = c.stream_id AND w.category = c.category
            """
        ) {
            $0.add(streams.map(\.uuid))
            $0.add(streams.map(\.category.rawValue))
        }
    }

    /// $1, $2 streams that somebody else moved, $3 1 with events, 2 without. Gives the queues of those that have a wake-up.
    static func markMoved(_ marks: [(stream: StreamID, isPoke: Bool)], clock: StoreClock) -> BoundStatement {
        BoundStatement(
            """
            UPDATE daybook.wake_up w SET
                due = CASE WHEN w.holder IS NULL THEN least(w.due, \(StoreClock.now(4))) ELSE w.due END,
                moved = CASE WHEN w.holder IS NULL THEN 0 WHEN w.moved = 2 THEN 2 ELSE c.moved END,
                told = NULL
            FROM unnest($1::uuid[], $2::text[], $3::int2[]) AS c (stream_id, category, moved)
            WHERE w.stream_id = c.stream_id AND w.category = c.category
            RETURNING w.queue
            """
        ) {
            $0.add(marks.map(\.stream.uuid))
            $0.add(marks.map(\.stream.category.rawValue))
            $0.add(marks.map { Int16($0.isPoke ? 2 : 1) })
            clock.add(to: &$0)
        }
    }

    /// $1 the ids of commits without events. One that is there already ends the transaction (23505).
    static func noteEventless(_ commits: [CommitID], clock: StoreClock) -> BoundStatement {
        BoundStatement(
            """
            INSERT INTO daybook.eventless_commit (commit_id, committed_at)
            SELECT c, \(StoreClock.now(2)) FROM unnest($1::uuid[]) c
            """
        ) {
            $0.add(commits.map(\.uuid))
            clock.add(to: &$0)
        }
    }

    /// Which of the commits ($1) are noted.
    static func notedEventless(_ commits: [CommitID]) -> BoundStatement {
        BoundStatement("SELECT commit_id FROM daybook.eventless_commit WHERE commit_id = ANY ($1::uuid[])") {
            $0.add(commits.map(\.uuid))
        }
    }

    /// Forgets commits without events that nobody will send again.
    static func forgetEventless(clock: StoreClock) -> BoundStatement {
        BoundStatement(
            "DELETE FROM daybook.eventless_commit WHERE committed_at < \(StoreClock.now(1)) - interval '7 days'"
        ) { clock.add(to: &$0) }
    }
}

extension String {
    /// Postgres has no text with a NUL; a reason is for people only and may lose it.
    fileprivate var withoutNUL: String {
        utf8.contains(0) ? String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })) : self
    }
}
