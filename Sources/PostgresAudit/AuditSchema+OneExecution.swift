extension AuditSchema {
    /// Everything about one execution, from the one partition it lies in.
    static let oneExecution = #"""
        -- One execution at a time: the id alone says in which partition it lies, which a condition on a view's column
        -- cannot.
        CREATE FUNCTION audit.execution(execution uuid) RETURNS SETOF audit.executions
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT v.* FROM audit.executions AS v WHERE v.execution = $1 AND v.period = daybook.period_of($1);
        END;

        CREATE FUNCTION audit.history(execution uuid) RETURNS SETOF audit.events
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT v.* FROM audit.events AS v
            WHERE v.execution = $1 AND v.period = daybook.period_of($1) ORDER BY v.version;
        END;

        CREATE FUNCTION audit.visits(execution uuid) RETURNS SETOF audit.state_visits
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT v.* FROM audit.state_visits AS v
            WHERE v.execution = $1 AND v.period = daybook.period_of($1) ORDER BY v.visit;
        END;

        CREATE FUNCTION audit.attempts(execution uuid) RETURNS SETOF audit.task_attempts
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT v.* FROM audit.task_attempts AS v
            WHERE v.execution = $1 AND v.period = daybook.period_of($1) ORDER BY v.task;
        END;

        CREATE FUNCTION audit.branches_of(execution uuid) RETURNS SETOF audit.branches
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT v.* FROM audit.branches AS v
            WHERE v.execution = $1 AND v.period = daybook.period_of($1) ORDER BY v.frame;
        END;

        -- The messages that it published: the ids stand in its own events, and each lies where its id says.
        CREATE FUNCTION audit.messages(execution uuid) RETURNS SETOF audit.notifications
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT n.* FROM audit.log AS p
            CROSS JOIN LATERAL (
                SELECT audit.try_uuid(split_part(p.payload ->> 'notification', '/', 2)) AS id OFFSET 0) AS m
            JOIN audit.notifications AS n ON n.message_id = m.id AND n.period = daybook.period_of(m.id)
            WHERE p.category = 'execution' AND p.stream_id = $1 AND p.period = daybook.period_of($1)
              AND p.type = 'NotificationPublished'
            ORDER BY p.version, n.endpoint, n.attempt;
        END;

        -- The execution of this name: names have a stream of their own, whose id follows from machine and name (a UUID
        -- of version 8, cut from the SHA-256). A name that the engine made up is the execution's id and has none.
        CREATE FUNCTION audit.execution_named(machine_arn text, name text) RETURNS uuid
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT audit.try_uuid(split_part(l.payload ->> 'execution', '/', 2))
            FROM (SELECT sha256(
                convert_to(machine_arn, 'UTF8') || '\x00'::bytea || convert_to(name, 'UTF8')) AS digest) AS d
            CROSS JOIN LATERAL (
                SELECT encode(set_byte(set_byte(substr(d.digest, 1, 16), 6, get_byte(d.digest, 6) & 15 | 128),
                                       8, get_byte(d.digest, 8) & 63 | 128), 'hex')::uuid AS id) AS i
            JOIN audit.log AS l
                ON l.stream_id = i.id AND l.period = 0 AND l.category = 'execution-name' AND l.version = 1;
        END;
        """#
}
