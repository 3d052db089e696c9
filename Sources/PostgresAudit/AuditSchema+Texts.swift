extension AuditSchema {
    /// How payloads are read: as jsonb where Postgres can, and always as text.
    static let texts = #"""
        -- The text as jsonb, or NULL where Postgres cannot hold it: an escaped NUL, a number beyond numeric, nesting
        -- deeper than its stack. The block costs half a microsecond; every test of the text that could spare it costs
        -- more.
        CREATE FUNCTION audit.try_jsonb(document text) RETURNS jsonb
        LANGUAGE plpgsql STABLE STRICT AS $$
        BEGIN
            RETURN document::pg_catalog.jsonb;
        EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
            RETURN NULL;
        END
        $$;

        -- None of these is STRICT: Postgres would call a strict function with a CASE in it for each row instead of
        -- inlining it.
        CREATE FUNCTION audit.try_integer(digits text) RETURNS bigint
        LANGUAGE sql STABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT CASE WHEN digits ~ '^-?[0-9]{1,18}$' THEN digits::bigint END;
        END;

        CREATE FUNCTION audit.try_uuid(digits text) RETURNS uuid
        LANGUAGE sql STABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT CASE WHEN digits ~ '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$' THEN digits::uuid END;
        END;

        -- Payloads tell moments in microseconds since 1970. Hours and seconds, because one interval of 10^17
        -- microseconds would go through a double; days would follow the session's time zone.
        CREATE FUNCTION audit.moment(microseconds bigint) RETURNS timestamptz
        LANGUAGE sql STABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT CASE WHEN microseconds BETWEEN -62135596800000000 AND 253402300799999999 THEN
                timestamptz 'epoch' + make_interval(
                    hours => (microseconds / 3600000000)::integer, secs => (microseconds % 3600000000) / 1000000.0)
            END;
        END;

        -- A span of so many seconds, at most some three hundred years: whatever a payload says, no sum with it
        -- overflows.
        CREATE FUNCTION audit.span(seconds numeric) RETURNS interval
        LANGUAGE sql STABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT CASE WHEN seconds IS NOT NULL
                THEN make_interval(secs => greatest(0, least(seconds, 10000000000))::double precision) END;
        END;

        -- The field that holds JSON of the user's. The engine writes it last, byte for byte as it was given.
        CREATE FUNCTION audit.content_key(type text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT CASE
                WHEN type IN ('ExecutionStarted', 'StateEntered', 'ParallelStarted') THEN '"input":'
                WHEN type = 'TaskScheduled' THEN '"parameters":'
                WHEN type IN ('TaskSubmitted', 'TaskSucceeded', 'StateExited', 'ExecutionSucceeded', 'SignalSent') THEN '"output":'
                -- What `ItemSelector` reads of the input follows the items.
                WHEN type = 'MapStarted' THEN '"items":'
            END;
        END;

        -- What comes behind the variables that a state assigned: `,"output":` may stand in their values, too. The right
        -- one is the first before which the payload is whole.
        CREATE FUNCTION audit.content_behind(payload text, key text) RETURNS text
        LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            separator text := ',' || key;
            parts text[] := string_to_array(payload, separator);
            head text := parts[1];
        BEGIN
            FOR number IN 2..cardinality(parts) LOOP
                BEGIN
                    PERFORM (head || '}')::json;
                    RETURN left(substr(payload, length(head) + length(separator) + 1), -1);
                EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
                    head := head || separator || parts[number];
                END;
            END LOOP;
            RETURN NULL;
        END
        $$;

        -- The user's JSON in an event's payload, byte for byte; NULL where the event has none. Before it there are only
        -- names, numbers and strings, in which a quote is always escaped: so the first `,"input":` is the field itself.
        -- Of a Map it is the items and, behind them, what `ItemSelector` reads: that is no JSON, and nobody is shown it.
        CREATE FUNCTION audit.content(type text, payload text) RETURNS text
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT CASE
                WHEN audit.content_key(type) IS NULL OR type = 'MapStarted' THEN NULL
                WHEN starts_with(payload, '{' || audit.content_key(type))
                    THEN substr(left(payload, -1), length(audit.content_key(type)) + 2)
                WHEN type = 'StateExited' AND strpos(payload, ',"assigned":') BETWEEN 1
                        AND strpos(payload, ',' || audit.content_key(type))
                    THEN audit.content_behind(payload, audit.content_key(type))
                WHEN strpos(payload, ',' || audit.content_key(type)) > 0
                    THEN substr(left(payload, -1),
                        strpos(payload, ',' || audit.content_key(type)) + length(audit.content_key(type)) + 1)
            END;
        END;

        -- The payload without the user's JSON, where that begins with this key.
        CREATE FUNCTION audit.without(key text, payload text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT CASE
                WHEN key IS NULL THEN payload
                WHEN starts_with(payload, '{' || key) THEN '{}'
                WHEN strpos(payload, ',' || key) > 0 THEN left(payload, strpos(payload, ',' || key) - 1) || '}'
                ELSE payload
            END;
        END;

        -- A backslash before it that is itself escaped makes \\u0000 six ordinary characters.
        CREATE FUNCTION audit.without_nul(document text) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT regexp_replace(document, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g');
        END;

        -- The engine's own fields of an event. The user's JSON is cut off first: it may be large, and what Postgres
        -- cannot hold of it must not hide the name of a state. An escaped NUL in a field is shown as U+FFFD; the
        -- payload's text has it as it is. No operator stands in here but in functions whose names were bound once: the
        -- caller's search_path changes nothing.
        CREATE FUNCTION audit.fields(type text, payload text) RETURNS jsonb
        LANGUAGE plpgsql STABLE STRICT AS $$
        DECLARE
            key pg_catalog.text := audit.content_key(type);
            document pg_catalog.text := audit.without(key, payload);
        BEGIN
            -- The variables that a state assigned are the user's, too, and stand before its output.
            document := audit.without('"assigned":', document);
            RETURN document::pg_catalog.jsonb;
        EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
            RETURN audit.try_jsonb(audit.without_nul(document));
        END
        $$;
        """#
}
