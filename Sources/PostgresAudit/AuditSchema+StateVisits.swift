extension AuditSchema {
    /// One row a visit of a state.
    static let stateVisits = #"""
        CREATE VIEW audit.state_visits AS
        SELECT e.stream_id AS execution, x.fields ->> 'state' AS state, e.version AS visit, e.recorded_at AS entered,
               left_by.recorded_at AS exited, left_by.recorded_at - e.recorded_at AS duration,
               CASE
                   WHEN left_by.version IS NULL THEN 'open'
                   WHEN left_by.type <> 'StateExited' THEN 'failed'
                   WHEN EXISTS (
                       SELECT 1 FROM daybook.event AS c
                       WHERE c.stream_id = e.stream_id AND c.period = e.period AND c.category = e.category
                         AND c.version > e.version AND c.version < left_by.version AND c.type = 'CatcherTaken'
                         AND coalesce(audit.fields(c.type, c.payload) ->> 'frame', '1') = x.frame) THEN 'caught'
                   ELSE 'succeeded'
               END AS outcome,
               CASE WHEN left_by.type = 'StateExited'
                   THEN audit.fields(left_by.type, left_by.payload) ->> 'next' END AS next_state,
               audit.try_jsonb(audit.content(e.type, e.payload)) AS input,
               audit.content(e.type, e.payload) AS input_text,
               CASE WHEN left_by.type = 'StateExited' THEN audit.try_jsonb(audit.content(left_by.type, left_by.payload))
               END AS output,
               CASE WHEN left_by.type = 'StateExited' THEN audit.content(left_by.type, left_by.payload)
               END AS output_text,
               e.period
        FROM daybook.event AS e
        CROSS JOIN LATERAL (
            SELECT y.fields, coalesce(y.fields ->> 'frame', '1') AS frame
            FROM (SELECT audit.fields(e.type, e.payload) AS fields OFFSET 0) AS y) AS x
        LEFT JOIN LATERAL (
            SELECT o.version, o.type, o.recorded_at, o.payload FROM daybook.event AS o
            WHERE o.stream_id = e.stream_id AND o.period = e.period AND o.category = e.category
              AND o.version > e.version
              AND (o.type = 'StateExited' AND coalesce(audit.fields(o.type, o.payload) ->> 'frame', '1') = x.frame
                   -- A failure is the end of a visit only where nothing follows: a redrive goes on in the same visit.
                   OR o.type IN ('ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted') AND NOT EXISTS (
                       SELECT 1 FROM daybook.event AS n
                       WHERE n.stream_id = e.stream_id AND n.period = e.period AND n.category = e.category
                         AND n.version = o.version + 1))
            ORDER BY o.version LIMIT 1) AS left_by ON true
        WHERE e.category = 'execution' AND e.type = 'StateEntered';
        """#
}
