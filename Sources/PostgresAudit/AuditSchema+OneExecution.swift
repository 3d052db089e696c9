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

        -- The id of the message by which the rule of this name (a number where it is a process's own, otherwise its id) tells of the end that this version is: it lies beside the
        -- execution, with its moment, and follows from it, as the engine's process makes it.
        CREATE FUNCTION audit.message_of_end(execution uuid, version bigint, rule text) RETURNS uuid
        LANGUAGE sql IMMUTABLE
        BEGIN ATOMIC
            SELECT encode(
                substr(e.bytes, 1, 6) || set_byte(set_byte(
                    substr(d.digest, 7, 10), 0, get_byte(d.digest, 6) & 15 | 112), 2,
                    get_byte(d.digest, 8) & 63 | 128), 'hex')::uuid
            FROM (SELECT uuid_send($1) AS bytes) AS e
            CROSS JOIN LATERAL (
                SELECT sha256(e.bytes || '\x656e6400'::bytea || convert_to($2::text, 'UTF8') || '\x00'::bytea
                              || convert_to($3, 'UTF8')) AS digest) AS d;
        END;

        -- The messages that it published, whose ids stand in its own events, and those that its end brought forth, whose
        -- ids follow from it; each lies where its id says.
        CREATE FUNCTION audit.messages(execution uuid) RETURNS SETOF audit.notifications
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT n.* FROM (
                SELECT p.version, audit.try_uuid(split_part(p.payload ->> 'notification', '/', 2)) AS id
                FROM audit.log AS p
                WHERE p.category = 'execution' AND p.stream_id = $1 AND p.period = daybook.period_of($1)
                  AND p.type = 'NotificationPublished'
                UNION ALL
                SELECT p.version, audit.message_of_end($1, p.version, r.name)
                FROM audit.log AS p
                CROSS JOIN (
                    SELECT number::text FROM generate_series(0, 63) AS n (number)
                    UNION ALL SELECT DISTINCT rule::text FROM audit.rules) AS r (name)
                WHERE p.category = 'execution' AND p.stream_id = $1 AND p.period = daybook.period_of($1)
                  AND p.type IN ('ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted')
                OFFSET 0) AS m
            -- One id after the other, each in the partition that it names.
            CROSS JOIN LATERAL (
                SELECT v.* FROM audit.notifications AS v
                WHERE v.message_id = m.id AND v.period = daybook.period_of(m.id) AND v.execution = $1 OFFSET 0) AS n
            ORDER BY m.version, n.endpoint, n.attempt;
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
