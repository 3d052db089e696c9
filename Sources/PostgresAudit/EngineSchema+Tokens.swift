extension EngineSchema {
    /// Ending tasks that wait for somebody who has their token.
    static let tokens = #"""
        -- The execution that a task token belongs to: TaskToken.swift in SQL. Of the spellings that decode to the same
        -- bytes only one is the token.
        CREATE FUNCTION daybook.execution_of(token text) RETURNS uuid
        LANGUAGE plpgsql IMMUTABLE
        SET search_path = pg_catalog, pg_temp SET standard_conforming_strings = on AS $$
        DECLARE
            bytes bytea;
        BEGIN
            IF token COLLATE "C" ~ '^[A-Za-z0-9_-]{43}$' THEN
                bytes := decode(translate(token, '-_', '+/') || '=', 'base64');
                IF translate(encode(bytes, 'base64'), E'+/=\n', '-_') = token THEN
                    RETURN encode(substr(bytes, 1, 16), 'hex')::uuid;
                END IF;
            END IF;
            RAISE EXCEPTION 'the task token is not one that an engine gives' USING ERRCODE = 'YD015';
        END
        $$;

        -- Says in the caller's transaction that the task of a token succeeded, failed or is alive, and returns the
        -- signal's id. Whether it came in time is recorded where an engine consumes it, and seen in audit.signals.
        CREATE FUNCTION daybook.send_task_success(
            token text, output text, requested_by text DEFAULT session_user
        ) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN daybook.send_signal(
                daybook.execution_of(token COLLATE "C"), concat(',"request":"taskSuccess","token":', to_json(token)),
                requested_by COLLATE "C", daybook.checked_json(output COLLATE "C", 'output'));
        END
        $$;

        -- The same for jsonb: its text, as Postgres prints it, is the output.
        CREATE FUNCTION daybook.send_task_success(
            token text, output jsonb, requested_by text DEFAULT session_user
        ) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN daybook.send_signal(
                daybook.execution_of(token COLLATE "C"), concat(',"request":"taskSuccess","token":', to_json(token)),
                requested_by COLLATE "C", daybook.checked_json(output::text COLLATE "C", 'output'));
        END
        $$;

        CREATE FUNCTION daybook.send_task_failure(
            token text, error text DEFAULT NULL, cause text DEFAULT NULL, requested_by text DEFAULT session_user
        ) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN daybook.send_signal(
                daybook.execution_of(token COLLATE "C"), concat(',"request":"taskFailure","token":', to_json(token),
                    daybook.failure_fields(error COLLATE "C", cause COLLATE "C")),
                requested_by COLLATE "C", NULL);
        END
        $$;

        CREATE FUNCTION daybook.send_task_heartbeat(token text, requested_by text DEFAULT session_user) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN daybook.send_signal(
                daybook.execution_of(token COLLATE "C"), concat(',"request":"taskHeartbeat","token":', to_json(token)),
                requested_by COLLATE "C", NULL);
        END
        $$;

        REVOKE ALL ON FUNCTION
            daybook.execution_of(text), daybook.send_task_success(text, text, text),
            daybook.send_task_success(text, jsonb, text), daybook.send_task_failure(text, text, text, text),
            daybook.send_task_heartbeat(text, text)
            FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION
            daybook.send_task_success(text, text, text), daybook.send_task_success(text, jsonb, text),
            daybook.send_task_failure(text, text, text, text), daybook.send_task_heartbeat(text, text)
            TO daybook_starter, daybook_engine;
        """#
}
