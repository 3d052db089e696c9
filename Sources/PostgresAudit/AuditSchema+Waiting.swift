extension AuditSchema {
    /// What waits, and what waits for too long.
    static let waiting = #"""
        -- The message that a stream is of, by its first event.
        CREATE FUNCTION audit.message_of(type text, payload text) RETURNS uuid
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT audit.try_uuid(split_part(audit.fields($1, $2) ->> 'notification', '/', 2));
        END;

        -- What a live stream waits for. Functions of their own, so that the views below plan for one stream and not for
        -- a join over every partition, which Postgres would take for so costly that it compiled the plan for seconds
        -- (hence jit, too).
        CREATE FUNCTION audit.timers_of(category text, stream_id uuid)
        RETURNS TABLE (waits_for text, state text, branch text, due timestamptz)
        LANGUAGE sql STABLE ROWS 1 SET jit = off
        BEGIN ATOMIC
            SELECT CASE e.type WHEN 'WaitScheduled' THEN 'wait' ELSE 'retry' END, f.state, f.branch,
                   audit.moment(audit.try_integer(audit.fields(e.type, e.payload_text) ->> 'due'))
            FROM audit.fold($2, 2147483647, 'timers') AS f
            JOIN audit.log AS e ON e.stream_id = $2 AND e.period = daybook.period_of($2) AND e.category = 'execution'
                AND e.version = f.version
            WHERE $1 = 'execution'
            UNION ALL
            SELECT CASE a.outcome WHEN 'submitted' THEN 'token' ELSE 'task deadline' END, a.state, a.branch, a.deadline
            FROM audit.task_attempts AS a
            WHERE $1 = 'execution' AND a.execution = $2 AND a.period = daybook.period_of($2)
              AND (a.outcome = 'submitted' OR a.outcome = 'running' AND a.deadline IS NOT NULL)
            UNION ALL
            SELECT 'execution deadline', NULL, NULL,
                   coalesce((SELECT max(r.at) FROM audit.log AS r
                             WHERE r.stream_id = $2 AND r.period = daybook.period_of($2) AND r.category = 'execution'
                               AND r.type = 'ExecutionRedriven'), s.at)
                       + audit.span(audit.try_integer(x.fields ->> 'timeoutSeconds'))
            FROM audit.log AS s
            CROSS JOIN LATERAL (SELECT audit.fields(s.type, s.payload_text) AS fields OFFSET 0) AS x
            WHERE $1 = 'execution' AND s.stream_id = $2 AND s.period = daybook.period_of($2)
              AND s.category = 'execution' AND s.version = 1 AND x.fields ->> 'timeoutSeconds' IS NOT NULL
            UNION ALL
            SELECT 'delivery to ' || n.endpoint, n.state, NULL, coalesce(n.resent, n.next_attempt_at, n.published)
            FROM audit.notifications AS n
            WHERE $1 = 'notification' AND n.message_id = $2 AND n.period = daybook.period_of($2)
              AND n.outcome = 'pending' AND n.endpoint IS NOT NULL
              AND NOT EXISTS (
                  SELECT FROM audit.log AS l
                  WHERE l.stream_id = n.delivery AND l.period = n.period AND l.category = 'delivery' AND l.version = 1)
            UNION ALL
            SELECT 'delivery to ' || n.endpoint, n.state, NULL, coalesce(n.resent, n.next_attempt_at, n.published)
            FROM audit.log AS f
            CROSS JOIN LATERAL (SELECT audit.message_of(f.type, f.payload_text) AS id OFFSET 0) AS m
            CROSS JOIN LATERAL (
                SELECT v.* FROM audit.notifications AS v
                WHERE v.message_id = m.id AND v.period = daybook.period_of(m.id) AND v.delivery = $2 OFFSET 0) AS n
            WHERE $1 = 'delivery' AND f.stream_id = $2 AND f.period = daybook.period_of($2) AND f.category = 'delivery'
              AND f.version = 1 AND n.is_last_attempt
              AND (n.outcome IN ('pending', 'failed') OR n.resent IS NOT NULL);
        END;

        CREATE FUNCTION audit.name_of(category text, stream_id uuid) RETURNS text
        LANGUAGE sql STABLE SET jit = off
        BEGIN ATOMIC
            SELECT coalesce(x.fields ->> 'executionName', x.fields ->> 'name', (
                SELECT audit.fields(o.type, o.payload_text) ->> 'executionName' FROM audit.log AS o
                WHERE o.stream_id = x.message AND o.period = daybook.period_of(x.message) AND o.category = 'notification'
                  AND o.version = 1))
            FROM audit.log AS l
            CROSS JOIN LATERAL (
                SELECT audit.fields(l.type, l.payload_text) AS fields, audit.message_of(l.type, l.payload_text) AS message
                OFFSET 0) AS x
            WHERE l.stream_id = $2 AND l.period = daybook.period_of($2) AND l.category = $1 AND l.version = 1;
        END;

        CREATE FUNCTION audit.last_event_at(category text, stream_id uuid) RETURNS timestamptz
        LANGUAGE sql STABLE SET jit = off
        BEGIN ATOMIC
            SELECT l.at FROM audit.log AS l
            WHERE l.stream_id = $2 AND l.period = daybook.period_of($2) AND l.category = $1
            ORDER BY l.version DESC LIMIT 1;
        END;

        -- What waits until when. Which streams are alive says the index of wake-ups; what for and until when says the
        -- log.
        CREATE VIEW audit.timers AS
        SELECT w.category, w.stream_id, audit.name_of(w.category, w.stream_id) AS name, t.waits_for, t.state, t.branch,
               t.due, t.due - now() AS due_in
        FROM daybook.wake_up AS w
        CROSS JOIN LATERAL audit.timers_of(w.category, w.stream_id) AS t
        WHERE w.parked IS NULL;

        -- What has not moved for longer than it should: a minute, which is more than any lease and any poll.
        CREATE VIEW audit.stuck AS
        SELECT w.category, w.stream_id, audit.name_of(w.category, w.stream_id) AS name, s.why, s.waits_for, s.since,
               now() - s.since AS stuck_for, w.queue, w.semantics, w.holder
        FROM daybook.wake_up AS w
        LEFT JOIN daybook.worker AS h ON h.worker_id = w.holder
        CROSS JOIN LATERAL (
            -- What cannot be read is parked without an event: it moved last when its last event was recorded.
            SELECT 'parked: ' || w.parked AS why, 'a person who lets it go on' AS waits_for,
                   audit.last_event_at(w.category, w.stream_id) AS since
            WHERE w.parked IS NOT NULL
            UNION ALL
            SELECT 'due, and nobody came',
                   'a worker for the queue ' || w.queue || ' that knows semantics ' || w.semantics, w.due
            WHERE w.parked IS NULL AND w.holder IS NULL AND w.due < now() - interval '1 minute'
            UNION ALL
            SELECT 'its worker is gone',
                   'another worker for the queue ' || w.queue || ' that knows semantics ' || w.semantics,
                   coalesce(h.lease_until, audit.last_event_at(w.category, w.stream_id))
            WHERE w.parked IS NULL AND w.holder IS NOT NULL
              AND (h.worker_id IS NULL OR h.lease_until < now() - interval '1 minute')
            UNION ALL
            SELECT 'past its time: ' || t.waits_for || coalesce(' in ' || concat_ws('/', t.branch, t.state), ''),
                   'its worker, which is alive', t.due
            FROM audit.timers_of(w.category, w.stream_id) AS t
            WHERE w.parked IS NULL AND h.lease_until >= now() - interval '1 minute'
              AND t.due < now() - interval '1 minute') AS s;
        """#
}
