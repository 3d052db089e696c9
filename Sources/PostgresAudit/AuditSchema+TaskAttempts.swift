extension AuditSchema {
    /// One row an attempt of a task.
    static let taskAttempts = #"""
        CREATE VIEW audit.task_attempts AS
        SELECT e.stream_id AS execution, x.fields ->> 'state' AS state, x.fields ->> 'resource' AS resource,
               audit.try_integer(x.fields ->> 'attempt') + 1 AS attempt, e.version AS task,
               e.recorded_at AS scheduled, r.started, ended.recorded_at AS ended,
               ended.recorded_at - r.started AS duration,
               CASE
                   WHEN ended.type = 'TaskSucceeded' THEN 'succeeded'
                   WHEN ended.type = 'TaskFailed' THEN 'failed'
                   WHEN ended.type = 'TaskTimedOut' THEN 'timed out'
                   WHEN ended.type IS NOT NULL THEN 'cut off'
                   WHEN r.is_running THEN 'running'
                   ELSE 'scheduled'
               END AS outcome,
               CASE ended.type
                   WHEN 'TaskFailed' THEN f.fields ->> 'error'
                   WHEN 'TaskTimedOut' THEN 'States.Timeout'
               END AS error,
               CASE WHEN ended.type IN ('TaskFailed', 'TaskTimedOut') THEN f.fields ->> 'cause' END AS cause,
               CASE WHEN ended.type IN ('TaskFailed', 'TaskTimedOut') THEN
                   (SELECT CASE WHEN n.type = 'RetryScheduled'
                               THEN audit.moment(audit.try_integer(audit.fields(n.type, n.payload) ->> 'due')) END
                    FROM daybook.event AS n
                    WHERE n.stream_id = e.stream_id AND n.period = e.period AND n.category = e.category
                      AND n.version > ended.version
                      AND n.type IN ('RetryScheduled', 'CatcherTaken', 'TaskScheduled', 'StateEntered', 'StateExited')
                      AND coalesce(audit.fields(n.type, n.payload) ->> 'frame', '1')
                          = coalesce(x.fields ->> 'frame', '1')
                    ORDER BY n.version LIMIT 1)
               END AS next_retry_at,
               r.runs, r.workers, r.last_started, r.last_heartbeat,
               CASE WHEN ended.type IS NULL AND r.is_running THEN least(
                   r.last_started + audit.span(audit.try_integer(x.fields ->> 'timeoutSeconds')),
                   r.last_started + audit.span(audit.try_integer(x.fields ->> 'limitMilliseconds') / 1000.0),
                   greatest(r.last_started, r.last_heartbeat)
                       + audit.span(audit.try_integer(x.fields ->> 'heartbeatSeconds')))
               END AS deadline,
               coalesce(x.fields ->> 'atMostOnce' = 'true', false) AS at_most_once,
               e.stream_id || '/' || e.version AS idempotency_key,
               audit.try_jsonb(audit.content(e.type, e.payload)) AS parameters,
               audit.content(e.type, e.payload) AS parameters_text,
               CASE WHEN ended.type = 'TaskSucceeded' THEN audit.try_jsonb(audit.content(ended.type, ended.payload))
               END AS output,
               CASE WHEN ended.type = 'TaskSucceeded' THEN audit.content(ended.type, ended.payload) END AS output_text,
               e.period
        FROM daybook.event AS e
        CROSS JOIN LATERAL (SELECT audit.fields(e.type, e.payload) AS fields OFFSET 0) AS x
        LEFT JOIN LATERAL (
            SELECT o.version, o.type, o.recorded_at, o.payload FROM daybook.event AS o
            WHERE o.stream_id = e.stream_id AND o.period = e.period AND o.category = e.category
              AND o.version > e.version
              AND (o.type IN ('TaskSucceeded', 'TaskFailed', 'TaskTimedOut')
                       AND audit.try_integer(audit.fields(o.type, o.payload) ->> 'task') = e.version
                   -- Whatever ends the execution ends what it still runs.
                   OR o.type IN ('ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted', 'ExecutionSucceeded'))
            ORDER BY o.version LIMIT 1) AS ended ON true
        CROSS JOIN LATERAL (SELECT audit.fields(ended.type, ended.payload) AS fields OFFSET 0) AS f
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE o.type = 'TaskStarted') AS runs,
                   min(o.recorded_at) FILTER (WHERE o.type = 'TaskStarted') AS started,
                   max(o.recorded_at) FILTER (WHERE o.type = 'TaskStarted') AS last_started,
                   array_agg(audit.try_uuid(audit.fields(o.type, o.payload) ->> 'worker') ORDER BY o.version)
                       FILTER (WHERE o.type = 'TaskStarted') AS workers,
                   max(audit.moment(audit.try_integer(audit.fields(o.type, o.payload) ->> 'at')))
                       FILTER (WHERE o.type = 'TaskHeartbeatRecorded') AS last_heartbeat,
                   -- After a takeover the run of the dead worker is over, unless it must not be made again.
                   coalesce(max(o.version) FILTER (WHERE o.type = 'TaskStarted')
                       > coalesce(max(o.version) FILTER (WHERE o.type = 'ExecutionTakenOver'
                           AND (x.fields ->> 'atMostOnce') IS DISTINCT FROM 'true'), 0), false) AS is_running
            FROM daybook.event AS o
            WHERE o.stream_id = e.stream_id AND o.period = e.period AND o.category = e.category
              AND o.version > e.version
              AND o.version < coalesce(ended.version, 2147483647)
              AND (o.type = 'ExecutionTakenOver'
                   OR o.type IN ('TaskStarted', 'TaskHeartbeatRecorded')
                       AND audit.try_integer(audit.fields(o.type, o.payload) ->> 'task') = e.version)) AS r
        WHERE e.category = 'execution' AND e.type = 'TaskScheduled';
        """#
}
