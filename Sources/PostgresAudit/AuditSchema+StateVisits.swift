extension AuditSchema {
    /// One row a visit of a state.
    static let stateVisits = #"""
        -- Visits of the machine itself follow one another, so each is looked up from its beginning to its end, by the
        -- key. Visits in branches overlap, and may be ended by other branches: those come from the fold, which is asked
        -- only where there are branches, because it costs more than the look-ups of a whole machine.
        CREATE VIEW audit.state_visits AS
        SELECT f.stream_id AS execution, x.fields ->> 'state' AS state, f.branch, f.frame, f.version AS visit,
               f.recorded_at AS entered, f.end_at AS exited, f.end_at - f.recorded_at AS duration, f.outcome,
               CASE WHEN f.end_type = 'StateExited' THEN audit.fields(f.end_type, f.end_payload) ->> 'next' END
                   AS next_state,
               audit.try_jsonb(audit.content('StateEntered', f.payload)) AS input,
               audit.content('StateEntered', f.payload) AS input_text,
               CASE WHEN f.end_type = 'StateExited' THEN audit.try_jsonb(audit.content(f.end_type, f.end_payload)) END
                   AS output,
               CASE WHEN f.end_type = 'StateExited' THEN audit.content(f.end_type, f.end_payload) END AS output_text,
               f.period
        FROM (
            SELECT v.stream_id, v.period, v.version, NULL::text AS branch, 1 AS frame, v.recorded_at, v.payload,
                   left_by.recorded_at AS end_at, left_by.type AS end_type, left_by.payload AS end_payload,
                   CASE
                       WHEN left_by.version IS NULL THEN 'open'
                       WHEN left_by.type <> 'StateExited' THEN 'failed'
                       -- What was caught before a redrive is tried again.
                       WHEN (SELECT c.type FROM daybook.event AS c
                             WHERE c.stream_id = v.stream_id AND c.period = v.period AND c.category = v.category
                               AND c.version > v.version AND c.version < left_by.version
                               AND (c.type = 'CatcherTaken' AND NOT starts_with(c.payload, '{"frame":')
                                    OR c.type = 'ExecutionRedriven')
                             ORDER BY c.version DESC LIMIT 1) = 'CatcherTaken' THEN 'caught'
                       ELSE 'succeeded'
                   END AS outcome
            FROM daybook.event AS v
            LEFT JOIN LATERAL (
                SELECT o.version, o.type, o.recorded_at, o.payload FROM daybook.event AS o
                WHERE o.stream_id = v.stream_id AND o.period = v.period AND o.category = v.category
                  AND o.version > v.version
                  AND (o.type = 'StateExited' AND NOT starts_with(o.payload, '{"frame":')
                       -- A failure is the end of a visit only where nothing follows: a redrive goes on in the same
                       -- visit.
                       OR o.type IN ('ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted') AND NOT EXISTS (
                           SELECT 1 FROM daybook.event AS n
                           WHERE n.stream_id = v.stream_id AND n.period = v.period AND n.category = v.category
                             AND n.version = o.version + 1))
                ORDER BY o.version LIMIT 1) AS left_by ON true
            WHERE v.category = 'execution' AND v.type = 'StateEntered' AND NOT starts_with(v.payload, '{"frame":')
            UNION ALL
            SELECT s.stream_id, s.period, v.version, v.branch, v.frame, e.recorded_at, e.payload, o.recorded_at, o.type,
                   o.payload, v.outcome
            FROM audit.forked AS s
            CROSS JOIN LATERAL audit.fold(s.stream_id, 2147483647, 'visits') AS v
            CROSS JOIN LATERAL (
                SELECT l.recorded_at, l.payload FROM daybook.event AS l
                WHERE l.stream_id = s.stream_id AND l.period = s.period AND l.category = 'execution'
                  AND l.version = v.version OFFSET 0) AS e
            LEFT JOIN LATERAL (
                SELECT l.recorded_at, l.type, l.payload FROM daybook.event AS l
                WHERE l.stream_id = s.stream_id AND l.period = s.period AND l.category = 'execution'
                  AND l.version = v.ended OFFSET 0) AS o ON true
            WHERE v.frame > 1) AS f
        CROSS JOIN LATERAL (SELECT audit.fields('StateEntered', f.payload) AS fields OFFSET 0) AS x;
        """#
}
