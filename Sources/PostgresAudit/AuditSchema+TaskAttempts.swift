extension AuditSchema {
    /// One row an attempt of a task.
    static let taskAttempts = #"""
        -- Looked up or folded, as visits are.
        CREATE VIEW audit.task_attempts AS
        SELECT f.stream_id AS execution, x.fields ->> 'state' AS state, f.branch, f.frame,
               x.fields ->> 'resource' AS resource, audit.try_integer(x.fields ->> 'attempt') + 1 AS attempt,
               f.version AS task, f.recorded_at AS scheduled, f.started, f.end_at AS ended,
               f.end_at - f.started AS duration,
               CASE
                   WHEN f.end_type = 'TaskSucceeded' THEN 'succeeded'
                   WHEN f.end_type = 'TaskFailed' THEN 'failed'
                   WHEN f.end_type = 'TaskTimedOut' THEN 'timed out'
                   WHEN f.end_type IS NOT NULL THEN 'cut off'
                   -- A handler handed it over: whoever has its token ends it.
                   WHEN f.is_submitted THEN 'submitted'
                   WHEN f.is_running THEN 'running'
                   ELSE 'scheduled'
               END AS outcome,
               CASE f.end_type WHEN 'TaskFailed' THEN y.fields ->> 'error' WHEN 'TaskTimedOut' THEN 'States.Timeout'
               END AS error,
               CASE WHEN f.end_type IN ('TaskFailed', 'TaskTimedOut') THEN y.fields ->> 'cause' END AS cause,
               CASE WHEN f.retried IS NOT NULL THEN
                   (SELECT CASE WHEN r.type = 'RetryScheduled'
                               THEN audit.moment(audit.try_integer(audit.fields(r.type, r.payload) ->> 'due')) END
                    FROM daybook.event AS r
                    WHERE r.stream_id = f.stream_id AND r.period = f.period AND r.category = 'execution'
                      AND r.version = f.retried)
               END AS next_retry_at,
               f.runs, f.workers, f.last_started, audit.moment(f.last_heartbeat) AS last_heartbeat,
               CASE WHEN f.end_type IS NULL AND (f.is_running OR f.is_submitted) THEN least(
                   f.last_started + audit.span(audit.try_integer(x.fields ->> 'timeoutSeconds')),
                   CASE WHEN NOT f.is_submitted THEN
                       f.last_started + audit.span(audit.try_integer(x.fields ->> 'limitMilliseconds') / 1000.0) END,
                   greatest(f.last_started, audit.moment(f.last_heartbeat))
                       + audit.span(audit.try_integer(x.fields ->> 'heartbeatSeconds')))
               END AS deadline,
               coalesce(x.fields ->> 'atMostOnce' = 'true', false) AS at_most_once,
               f.stream_id || '/' || f.version AS idempotency_key,
               audit.try_jsonb(audit.content('TaskScheduled', f.payload)) AS parameters,
               audit.content('TaskScheduled', f.payload) AS parameters_text,
               CASE WHEN f.end_type = 'TaskSucceeded' THEN audit.try_jsonb(audit.content(f.end_type, f.end_payload)) END
                   AS output,
               CASE WHEN f.end_type = 'TaskSucceeded' THEN audit.content(f.end_type, f.end_payload) END AS output_text,
               f.period
        FROM (
            SELECT t.stream_id, t.period, t.version, NULL::text AS branch, 1 AS frame, t.recorded_at, t.payload,
                   ended.recorded_at AS end_at, ended.type AS end_type, ended.payload AS end_payload,
                   CASE WHEN ended.type IN ('TaskFailed', 'TaskTimedOut') THEN
                       -- What the machine did next; a retry, or something else.
                       (SELECT n.version FROM daybook.event AS n
                        WHERE n.stream_id = t.stream_id AND n.period = t.period AND n.category = t.category
                          AND n.version > ended.version
                          AND n.type IN ('RetryScheduled', 'CatcherTaken', 'TaskScheduled', 'StateEntered',
                                         'StateExited')
                        ORDER BY n.version LIMIT 1)
                   END AS retried,
                   r.runs, r.workers, r.started, r.last_started, r.last_heartbeat, r.is_running, r.is_submitted
            FROM daybook.event AS t
            LEFT JOIN LATERAL (
                SELECT o.version, o.type, o.recorded_at, o.payload FROM daybook.event AS o
                WHERE o.stream_id = t.stream_id AND o.period = t.period AND o.category = t.category
                  AND o.version > t.version
                  AND (o.type IN ('TaskSucceeded', 'TaskFailed', 'TaskTimedOut')
                           AND audit.try_integer(audit.fields(o.type, o.payload) ->> 'task') = t.version
                       -- Whatever ends the execution ends what it still runs.
                       OR o.type IN ('ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted', 'ExecutionSucceeded'))
                ORDER BY o.version LIMIT 1) AS ended ON true
            CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE o.type = 'TaskStarted') AS runs,
                       min(o.recorded_at) FILTER (WHERE o.type = 'TaskStarted') AS started,
                       max(o.recorded_at) FILTER (WHERE o.type = 'TaskStarted') AS last_started,
                       array_agg(audit.try_uuid(audit.fields(o.type, o.payload) ->> 'worker') ORDER BY o.version)
                           FILTER (WHERE o.type = 'TaskStarted') AS workers,
                       max(audit.try_integer(audit.fields(o.type, o.payload) ->> 'at'))
                           FILTER (WHERE o.type = 'TaskHeartbeatRecorded') AS last_heartbeat,
                       -- After a takeover the run of the dead worker is over, unless it must not be made again.
                       coalesce(max(o.version) FILTER (WHERE o.type = 'TaskStarted')
                           > coalesce(max(o.version) FILTER (WHERE o.type = 'ExecutionTakenOver'
                               AND (audit.fields(t.type, t.payload) ->> 'atMostOnce') IS DISTINCT FROM 'true'), 0),
                           false) AS is_running,
                       count(*) FILTER (WHERE o.type = 'TaskSubmitted') > 0 AS is_submitted
                FROM daybook.event AS o
                WHERE o.stream_id = t.stream_id AND o.period = t.period AND o.category = t.category
                  AND o.version > t.version
                  AND o.version < coalesce(ended.version, 2147483647)
                  AND (o.type = 'ExecutionTakenOver'
                       OR o.type IN ('TaskStarted', 'TaskHeartbeatRecorded', 'TaskSubmitted')
                           AND audit.try_integer(audit.fields(o.type, o.payload) ->> 'task') = t.version)) AS r
            WHERE t.category = 'execution' AND t.type = 'TaskScheduled' AND NOT starts_with(t.payload, '{"frame":')
            UNION ALL
            SELECT s.stream_id, s.period, t.version, t.branch, t.frame, e.recorded_at, e.payload, o.recorded_at, o.type,
                   o.payload, t.retried, t.runs, t.workers, t.started, t.last_started, t.last_heartbeat, t.is_running,
                   t.is_submitted
            FROM audit.forked AS s
            CROSS JOIN LATERAL audit.fold(s.stream_id, 2147483647, 'attempts') AS t
            CROSS JOIN LATERAL (
                SELECT l.recorded_at, l.payload FROM daybook.event AS l
                WHERE l.stream_id = s.stream_id AND l.period = s.period AND l.category = 'execution'
                  AND l.version = t.version OFFSET 0) AS e
            LEFT JOIN LATERAL (
                SELECT l.recorded_at, l.type, l.payload FROM daybook.event AS l
                WHERE l.stream_id = s.stream_id AND l.period = s.period AND l.category = 'execution'
                  AND l.version = t.ended OFFSET 0) AS o ON true
            WHERE t.frame > 1) AS f
        CROSS JOIN LATERAL (SELECT audit.fields('TaskScheduled', f.payload) AS fields OFFSET 0) AS x
        CROSS JOIN LATERAL (SELECT audit.fields(f.end_type, f.end_payload) AS fields OFFSET 0) AS y;
        """#
}
