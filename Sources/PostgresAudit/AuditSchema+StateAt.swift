extension AuditSchema {
    /// What an execution looked like at a moment.
    static let stateAt = #"""
        -- The fold of an execution's first events: no row where it had not begun.
        CREATE FUNCTION audit.state_at(execution uuid, version integer)
        RETURNS TABLE (execution uuid, version integer, at timestamptz, status text, current_states text[],
                       current_branches text[], last_output jsonb, last_output_text text, error text, cause text,
                       parked_because text)
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            WITH past AS MATERIALIZED (
                SELECT l.version, l.at, l.type, l.payload_text AS payload FROM audit.log AS l
                WHERE l.stream_id = $1 AND l.period = daybook.period_of($1) AND l.category = 'execution'
                  AND l.version <= $2
            ), lifecycle AS (
                -- The last of these decides: an end, or what took it back.
                SELECT p.type, audit.fields(p.type, p.payload) AS fields FROM past AS p
                WHERE p.type IN ('ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted',
                                 'ExecutionRedriven')
                ORDER BY p.version DESC LIMIT 1
            ), parking AS (
                SELECT p.type, audit.fields(p.type, p.payload) ->> 'reason' AS reason FROM past AS p
                WHERE p.type IN ('ExecutionParked', 'ExecutionUnparked', 'ExecutionSucceeded', 'ExecutionFailed',
                                 'ExecutionTimedOut', 'ExecutionAborted')
                ORDER BY p.version DESC LIMIT 1
            ), states AS MATERIALIZED (
                SELECT f.frame, f.state, f.branch FROM audit.fold($1, $2, 'states') AS f
            ), output AS (
                SELECT audit.content(p.type, p.payload) AS text FROM past AS p
                WHERE p.type IN ('StateExited', 'ExecutionSucceeded')
                ORDER BY p.version DESC LIMIT 1
            )
            SELECT $1, p.version, p.at,
                   CASE (SELECT l.type FROM lifecycle AS l)
                       WHEN 'ExecutionSucceeded' THEN 'SUCCEEDED'
                       WHEN 'ExecutionFailed' THEN 'FAILED'
                       WHEN 'ExecutionTimedOut' THEN 'TIMED_OUT'
                       WHEN 'ExecutionAborted' THEN 'ABORTED'
                       ELSE CASE WHEN (SELECT k.type FROM parking AS k) = 'ExecutionParked' THEN 'STUCK'
                                 ELSE 'RUNNING' END
                   END,
                   coalesce((SELECT array_agg(c.state ORDER BY c.frame) FROM states AS c), '{}'),
                   coalesce((SELECT array_agg(c.branch ORDER BY c.frame) FROM states AS c), '{}'),
                   (SELECT audit.try_jsonb(o.text) FROM output AS o), (SELECT o.text FROM output AS o),
                   (SELECT l.fields ->> 'error' FROM lifecycle AS l), (SELECT l.fields ->> 'cause' FROM lifecycle AS l),
                   (SELECT k.reason FROM parking AS k WHERE k.type = 'ExecutionParked')
            FROM past AS p
            ORDER BY p.version DESC LIMIT 1;
        END;

        CREATE FUNCTION audit.state_at(execution uuid, at timestamptz)
        RETURNS TABLE (execution uuid, version integer, at timestamptz, status text, current_states text[],
                       current_branches text[], last_output jsonb, last_output_text text, error text, cause text,
                       parked_because text)
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT s.* FROM audit.state_at($1, (
                SELECT max(l.version) FROM audit.log AS l
                WHERE l.stream_id = $1 AND l.period = daybook.period_of($1) AND l.category = 'execution'
                  AND l.at <= $2)) AS s;
        END;
        """#
}
