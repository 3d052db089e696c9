extension AuditSchema {
    /// One row a branch of a Parallel state or an iteration of a Map.
    static let branches = #"""
        CREATE VIEW audit.branches AS
        SELECT s.stream_id AS execution, f.branch, f.frame, f.parent,
               CASE e.type WHEN 'IterationStarted' THEN 'iteration' ELSE 'branch' END AS kind, f.index,
               e.recorded_at AS started, o.recorded_at AS ended, o.recorded_at - e.recorded_at AS duration, f.outcome,
               f.state AS last_state,
               CASE WHEN f.outcome = 'failed' THEN y.fields ->> 'error' END AS error,
               CASE WHEN f.outcome = 'failed' THEN y.fields ->> 'cause' END AS cause,
               CASE WHEN f.outcome = 'succeeded' THEN audit.try_jsonb(audit.content(l.type, l.payload)) END AS output,
               CASE WHEN f.outcome = 'succeeded' THEN audit.content(l.type, l.payload) END AS output_text,
               s.period
        FROM audit.forked AS s
        CROSS JOIN LATERAL audit.fold(s.stream_id, 2147483647, 'branches') AS f
        CROSS JOIN LATERAL (
            SELECT v.recorded_at, v.type FROM daybook.event AS v
            WHERE v.stream_id = s.stream_id AND v.period = s.period AND v.category = 'execution' AND v.version = f.version
            OFFSET 0) AS e
        LEFT JOIN LATERAL (
            SELECT v.recorded_at, v.type, v.payload FROM daybook.event AS v
            WHERE v.stream_id = s.stream_id AND v.period = s.period AND v.category = 'execution' AND v.version = f.ended
            OFFSET 0) AS o ON true
        CROSS JOIN LATERAL (SELECT audit.fields(o.type, o.payload) AS fields OFFSET 0) AS y
        -- The end of a branch does not say again what its last state put out.
        LEFT JOIN LATERAL (
            SELECT v.type, v.payload FROM daybook.event AS v
            WHERE v.stream_id = s.stream_id AND v.period = s.period AND v.category = 'execution' AND v.version = f.exited
            OFFSET 0) AS l ON true;
        """#
}
