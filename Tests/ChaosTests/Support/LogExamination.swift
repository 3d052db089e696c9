import EventLog
import PostgresBackend

/// Looks through a log and a ledger for what must never be in them.
struct LogExamination {
    let scene: ChaosScene

    /// What is wrong between the ledger and the recorded successes, in one snapshot.
    func ledgerProblems() async throws -> [String] {
        let rows = try await scene.rows(
            """
            WITH recorded AS (
                SELECT s.stream_id || '/' || s.version AS key
                FROM daybook.event AS e
                JOIN daybook.event AS s ON s.stream_id = e.stream_id AND s.period = e.period
                    AND s.category = e.category AND s.type = 'TaskScheduled'
                    AND s.version = audit.try_integer(audit.fields(e.type, e.payload) ->> 'task')
                WHERE e.category = 'execution' AND e.type = 'TaskSucceeded'
                  AND audit.fields(s.type, s.payload) ->> 'resource' = 'pay')
            SELECT CASE WHEN r.key IS NULL THEN 'paid and not recorded' ELSE 'recorded and not paid' END,
                   coalesce(r.key, l.key)
            FROM recorded AS r FULL JOIN ledger AS l USING (key) WHERE r.key IS NULL OR l.key IS NULL
            UNION ALL
            SELECT 'paid twice', execution || ', payment ' || payment
            FROM ledger GROUP BY execution, payment HAVING count(*) > 1
            """)
        return rows.map(Self.text)
    }

    /// What is wrong with a log whose executions have all ended: nothing is missing, nothing is there twice, nobody who was
    /// taken over from goes on.
    func problems() async throws -> [String] {
        let transaction = try await scene.store.begin()
        for statement in Self.preparation { try await transaction.execute(statement) }
        var problems: [String] = []
        for question in Self.questions {
            for row in try await transaction.execute(question.sql) {
                problems.append("\(question.name): \(Self.text(row))")
            }
        }
        await transaction.rollBack()
        return try await problems + ledgerProblems()
    }

    private static func text(_ row: [String?]) -> String { row.map { $0 ?? "NULL" }.joined(separator: " ") }

    private struct Question {
        let name: String
        let sql: String
    }

    private static let preparation = [
        """
        CREATE TEMPORARY TABLE seen ON COMMIT DROP AS
        SELECT stream_id, version, type, commit_id, payload, audit.try_integer(f.fields ->> 'task') AS task,
               f.fields ->> 'worker' AS worker, audit.try_integer(f.fields ->> 'attempt') AS attempt
        FROM daybook.event AS e CROSS JOIN LATERAL (SELECT audit.fields(e.type, e.payload) AS fields OFFSET 0) AS f
        WHERE category = 'execution'
        """,
        "CREATE INDEX ON seen (stream_id, type, task, version)",
        "ANALYZE seen",
    ]

    private static let questions = [
        Question(
            name: "broken chain",
            sql: "SELECT first_broken_stream, problem, broken FROM audit.verify_all() WHERE broken > 0"),
        Question(
            name: "two results of a task",
            sql: """
                SELECT stream_id, task FROM seen WHERE type IN ('TaskSucceeded', 'TaskFailed', 'TaskTimedOut')
                GROUP BY stream_id, task HAVING count(*) > 1
                """),
        Question(
            name: "a commit twice",
            sql: """
                SELECT stream_id, commit_id FROM seen GROUP BY stream_id, commit_id
                HAVING max(version) - min(version) + 1 <> count(*) OR count(DISTINCT (type, payload)) <> count(*)
                """),
        Question(
            name: "not one beginning, one end, and as many waits ended as begun",
            sql: """
                SELECT stream_id FROM seen GROUP BY stream_id
                HAVING count(*) FILTER (WHERE type = 'ExecutionStarted') <> 1
                    OR count(*) FILTER (WHERE type IN ('ExecutionSucceeded', 'ExecutionFailed')) <> 1
                    OR count(*) FILTER (WHERE type = 'WaitScheduled') <> count(*) FILTER (WHERE type = 'WaitFinished')
                """),
        Question(
            name: "two executions of a name",
            sql: "SELECT name FROM audit.executions GROUP BY machine, name HAVING count(*) > 1"),
        // A worker lets go of an execution only to sleep, also where it took over a sleeping one. From the beginning or the
        // end of one sleep, or from a takeover, to the next all runs are therefore of one worker: after a takeover of the
        // one that took over.
        Question(
            name: "a worker goes on after its takeover",
            sql: """
                SELECT stream_id, part, array_agg(version || ' ' || type || ' ' || worker ORDER BY version)
                FROM (
                    SELECT *, count(*) FILTER (
                        WHERE type IN ('ExecutionTakenOver', 'WaitScheduled', 'WaitFinished', 'RetryScheduled')
                            OR type = 'TaskScheduled' AND attempt > 0)
                        OVER (PARTITION BY stream_id ORDER BY version) AS part
                    FROM seen) AS s
                WHERE type IN ('ExecutionTakenOver', 'TaskStarted')
                GROUP BY stream_id, part HAVING count(DISTINCT worker) > 1
                """),
        // Whoever takes over begins the runs anew: a result without such a run is the former worker's.
        Question(
            name: "a result of a run before the takeover",
            sql: """
                SELECT r.stream_id, r.version FROM seen AS r
                WHERE r.type IN ('TaskSucceeded', 'TaskFailed') AND NOT EXISTS (
                    SELECT FROM seen AS s
                    WHERE s.stream_id = r.stream_id AND s.type = 'TaskStarted' AND s.task = r.task
                      AND s.version < r.version AND s.version > coalesce((
                        SELECT max(t.version) FROM seen AS t
                        WHERE t.stream_id = r.stream_id AND t.type = 'ExecutionTakenOver' AND t.version < r.version), 0))
                """),
        Question(
            name: "a message that was not delivered",
            sql: "SELECT execution, outcome FROM audit.notifications WHERE is_last_attempt AND outcome <> 'delivered'"),
        Question(
            name: "not each payment once",
            sql: """
                SELECT e.execution, e.name, array_agg(l.payment ORDER BY l.payment)
                FROM audit.executions AS e LEFT JOIN ledger AS l USING (execution)
                WHERE e.status = 'SUCCEEDED' AND e.machine <> 'errand'
                GROUP BY e.execution, e.name HAVING array_agg(l.payment ORDER BY l.payment) <> '{1,2,3}'
                """),
    ]
}
