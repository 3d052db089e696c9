extension AuditSchema {
    /// One row an execution.
    static let executions = #"""
        CREATE VIEW audit.executions AS
        SELECT s.stream_id AS execution, x.fields ->> 'name' AS name,
               substring(x.fields ->> 'stateMachine' FROM '[^:]*$') AS machine,
               CASE last.type
                   WHEN 'ExecutionSucceeded' THEN 'SUCCEEDED'
                   WHEN 'ExecutionFailed' THEN 'FAILED'
                   WHEN 'ExecutionTimedOut' THEN 'TIMED_OUT'
                   WHEN 'ExecutionAborted' THEN 'ABORTED'
                   ELSE CASE WHEN a.parked > a.unparked THEN 'STUCK' ELSE 'RUNNING' END
               END AS status,
               CASE last.type
                   WHEN 'ExecutionTimedOut' THEN coalesce(l.fields ->> 'error', 'States.Timeout')
                   ELSE l.fields ->> 'error'
               END AS error,
               l.fields ->> 'cause' AS cause,
               a.caught_errors, a.caught_causes,
               s.recorded_at AS started,
               CASE WHEN l.fields IS NOT NULL THEN last.recorded_at END AS stopped,
               CASE WHEN l.fields IS NOT NULL THEN last.recorded_at - s.recorded_at END AS duration,
               x.fields ->> 'startedBy' AS started_by,
               CASE WHEN last.type = 'ExecutionAborted' THEN l.fields ->> 'requestedBy' END AS stopped_by,
               a.redrives, a.redriven_by, a.retries, a.takeovers,
               CASE WHEN l.fields IS NULL AND a.parked > a.unparked THEN
                   (SELECT audit.fields(p.type, p.payload) ->> 'reason' FROM daybook.event AS p
                    WHERE p.stream_id = s.stream_id AND p.period = s.period AND p.category = s.category
                      AND p.version = a.parked)
               END AS parked_because,
               (SELECT audit.fields(v.type, v.payload) ->> 'state' FROM daybook.event AS v
                WHERE v.stream_id = s.stream_id AND v.period = s.period AND v.category = s.category
                  AND v.type = 'StateEntered'
                ORDER BY v.version DESC LIMIT 1) AS last_state,
               CASE WHEN last.type = 'ExecutionSucceeded' THEN '{}' ELSE coalesce(
                   (SELECT array_agg(f.state ORDER BY f.frame)
                    FROM audit.fold(s.stream_id, 2147483647, 'states') AS f), '{}')
               END AS current_states,
               last.version AS last_version, last.type AS last_event, last.recorded_at AS last_event_at,
               x.fields ->> 'definition' AS definition, x.fields ->> 'roleArn' AS role,
               x.fields ->> 'role' AS role_hash,
               x.fields ->> 'stateMachine' AS machine_arn, x.fields ->> 'queue' AS queue,
               audit.try_integer(x.fields ->> 'semantics') AS semantics,
               audit.try_jsonb(audit.content(s.type, s.payload)) AS input,
               audit.content(s.type, s.payload) AS input_text,
               CASE WHEN last.type = 'ExecutionSucceeded' THEN audit.try_jsonb(audit.content(last.type, last.payload))
               END AS output,
               CASE WHEN last.type = 'ExecutionSucceeded' THEN audit.content(last.type, last.payload)
               END AS output_text,
               s.period
        FROM daybook.event AS s
        CROSS JOIN LATERAL (SELECT audit.fields(s.type, s.payload) AS fields OFFSET 0) AS x
        CROSS JOIN LATERAL (
            SELECT e.version, e.type, e.recorded_at, e.payload FROM daybook.event AS e
            WHERE e.stream_id = s.stream_id AND e.period = s.period AND e.category = s.category
            ORDER BY e.version DESC LIMIT 1) AS last
        CROSS JOIN LATERAL (
            SELECT CASE WHEN last.type IN
                       ('ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted')
                   THEN audit.fields(last.type, last.payload) END AS fields OFFSET 0) AS l
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE e.type = 'ExecutionRedriven') AS redrives,
                   array_agg(audit.fields(e.type, e.payload) ->> 'requestedBy' ORDER BY e.version)
                       FILTER (WHERE e.type = 'ExecutionRedriven') AS redriven_by,
                   count(*) FILTER (WHERE e.type = 'RetryScheduled') AS retries,
                   count(*) FILTER (WHERE e.type = 'ExecutionTakenOver') AS takeovers,
                   array_agg(coalesce(audit.fields(e.type, e.payload) ->> 'error', '') ORDER BY e.version)
                       FILTER (WHERE e.type = 'CatcherTaken') AS caught_errors,
                   array_agg(coalesce(audit.fields(e.type, e.payload) ->> 'cause', '') ORDER BY e.version)
                       FILTER (WHERE e.type = 'CatcherTaken') AS caught_causes,
                   coalesce(max(e.version) FILTER (WHERE e.type = 'ExecutionParked'), 0) AS parked,
                   coalesce(max(e.version) FILTER (WHERE e.type = 'ExecutionUnparked'), 0) AS unparked
            FROM daybook.event AS e
            WHERE e.stream_id = s.stream_id AND e.period = s.period AND e.category = s.category
              AND e.type IN ('ExecutionRedriven', 'RetryScheduled', 'ExecutionTakenOver', 'CatcherTaken',
                             'ExecutionParked', 'ExecutionUnparked')) AS a
        WHERE s.category = 'execution' AND s.version = 1;
        """#
}
