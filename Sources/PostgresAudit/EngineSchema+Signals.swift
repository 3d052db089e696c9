extension EngineSchema {
    /// Asking executions that run to end.
    static let signals = #"""
        -- Writes a signal: what Signal+Event.swift writes, on the queue and with the semantics number of the execution, so
        -- that whoever may run it consumes the signal. `fields` is what is asked, as members of the payload, and `output`
        -- what comes last.
        CREATE FUNCTION daybook.send_signal(execution uuid, fields text, requested_by text, output text) RETURNS uuid
        LANGUAGE plpgsql
        SET search_path = pg_catalog, pg_temp SET standard_conforming_strings = on AS $$
        DECLARE
            at timestamptz := clock_timestamp();
            period smallint := to_char(at AT TIME ZONE 'UTC', 'YYMM');
            id uuid := daybook.new_id(at);
            target_period smallint := daybook.period_of(execution);
            started text;
            queue json;
            semantics integer;
        BEGIN
            SELECT e.payload INTO started FROM daybook.event e
            WHERE e.stream_id = execution AND e.category = 'execution' AND e.version = 1 AND e.period = target_period;
            IF started IS NULL THEN
                RAISE EXCEPTION 'there is no execution %', coalesce(execution::text, 'NULL') USING ERRCODE = 'YD014';
            END IF;
            -- Not read as JSON: the user's may hold what Postgres cannot (an escaped NUL), and is long. It comes last,
            -- and a quote inside a string is escaped, so the first ,"queue": is the field itself.
            queue := substring(started FROM ',"queue":("(?:[^"\\]|\\.)*")');
            semantics := substring(started FROM ',"semantics":([0-9]+)');
            PERFORM daybook.create_stream(
                'signal', id, period, 'SignalSent', at, gen_random_uuid(),
                format('{"target":"execution/%s"%s%s,"queue":%s%s}', execution, fields,
                    ',"requestedBy":' || to_json(daybook.checked_text(requested_by, 'requester')), queue,
                    ',"output":' || output),
                'OPEN', '{}', queue #>> '{}', semantics);
            PERFORM daybook.hint(queue #>> '{}');
            RETURN id;
        END
        $$;

        -- Why something failed, as members of a signal's payload.
        CREATE FUNCTION daybook.failure_fields(error text, cause text) RETURNS text
        LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN concat(',"error":' || to_json(daybook.checked_text(error, 'error')),
                ',"cause":' || to_json(daybook.checked_text(cause, 'cause')));
        END
        $$;

        -- Asks for the end of an execution, in the caller's transaction, and returns the signal's id. It is a stream of
        -- its own, so that a transaction which stays open holds up no execution, not even this one. Whether it had an
        -- effect is recorded where an engine consumes it, and seen in audit.signals.
        CREATE FUNCTION daybook.stop_execution(
            execution uuid, error text DEFAULT NULL, cause text DEFAULT NULL, requested_by text DEFAULT session_user
        ) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN daybook.send_signal(
                execution, concat(',"request":"stop"', daybook.failure_fields(error COLLATE "C", cause COLLATE "C")),
                requested_by COLLATE "C", NULL);
        END
        $$;

        REVOKE ALL ON FUNCTION
            daybook.send_signal(uuid, text, text, text), daybook.failure_fields(text, text),
            daybook.stop_execution(uuid, text, text, text) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION daybook.stop_execution(uuid, text, text, text) TO daybook_starter, daybook_engine;
        """#
}
