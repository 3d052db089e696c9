extension EngineSchema {
    /// Starting executions.
    static let start = #"""
        -- What the log says of a machine now; the machine is named by its ARN, or by its name where only one has it.
        CREATE FUNCTION daybook.published_machine(machine text) RETURNS json
        LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            ids uuid[];
            found json;
        BEGIN
            IF starts_with(machine, 'arn:') THEN
                ids := ARRAY[daybook.id_of(convert_to(machine, 'UTF8'))];
            ELSE
                ids := ARRAY(
                    SELECT l.stream_id FROM daybook.stream_label l
                    WHERE l.category = 'state-machine' AND l.name = 'name' AND l.value = machine AND l.period = 0
                    LIMIT 2);
                IF cardinality(ids) > 1 THEN
                    RAISE EXCEPTION 'several state machines have the name %', quote_literal(machine)
                        USING ERRCODE = 'YD011', HINT = 'Name one by its ARN.';
                END IF;
            END IF;
            SELECT CASE e.type WHEN 'StateMachinePublished' THEN e.payload::json END INTO found FROM daybook.event e
            WHERE e.stream_id = ids[1] AND e.category = 'state-machine' AND e.period = 0
                AND e.type IN ('StateMachinePublished', 'StateMachineDeleted')
            ORDER BY e.version DESC LIMIT 1;
            IF found IS NULL THEN
                RAISE EXCEPTION 'there is no state machine %', coalesce(quote_literal(machine), 'NULL')
                    USING ERRCODE = 'YD011', HINT = 'An engine publishes its machines when it begins to run.';
            END IF;
            RETURN found;
        END
        $$;

        -- The execution that has a name, where its input is this; waits for nobody.
        CREATE FUNCTION daybook.owner_of_name(arn text, name text, input_hash text) RETURNS uuid
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            owner json;
        BEGIN
            SELECT e.payload::json INTO owner FROM daybook.event e
            WHERE e.stream_id = daybook.name_id(arn, name) AND e.category = 'execution-name' AND e.period = 0
                AND e.version = 1;
            IF owner ->> 'input' IS DISTINCT FROM input_hash THEN
                RAISE EXCEPTION 'the name % belongs to an execution with other input', quote_literal(name)
                    USING ERRCODE = 'YD012', DETAIL = owner ->> 'execution';
            END IF;
            RETURN split_part(owner ->> 'execution', '/', 2)::uuid;
        END
        $$;

        -- Writes a start: what StartPlan.swift and ExecutionName.swift write, the fields in the same order, the user's
        -- JSON last.
        CREATE FUNCTION daybook.begin_execution(machine text, document text, name text, started_by text) RETURNS uuid
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            at timestamptz := clock_timestamp();
            period smallint := to_char(at AT TIME ZONE 'UTC', 'YYMM');
            id uuid := daybook.new_id(at);
            commit_id uuid := gen_random_uuid();
            input text := daybook.checked_json(document, 'input');
            author text := daybook.checked_text(started_by, 'starter');
            published json := daybook.published_machine(machine);
            arn text := published ->> 'stateMachine';
            named text := coalesce(name, id::text);
            input_hash text;
        BEGIN
            IF name IS NOT NULL THEN
                IF NOT daybook.is_name(name) THEN
                    RAISE EXCEPTION 'the name % is not allowed: 1 to 80 characters without white space, brackets, '
                        'wildcards, control and special characters', quote_literal(left(name, 100))
                        USING ERRCODE = 'YD013';
                END IF;
                input_hash := encode(sha256(convert_to(input, 'UTF8')), 'hex');
                -- The name comes first: who loses it has written nothing else.
                IF NOT daybook.create_stream(
                    'execution-name', daybook.name_id(arn, name), 0::smallint, 'ExecutionNamed', at, commit_id,
                    format('{"stateMachine":%s,"name":%s,"execution":"execution/%s","input":"%s"}',
                        to_json(arn), to_json(name), id, input_hash),
                    'OPEN', '{}', NULL, NULL) THEN
                    RETURN daybook.owner_of_name(arn, name, input_hash);
                END IF;
            END IF;
            PERFORM daybook.create_stream(
                'execution', id, period, 'ExecutionStarted', at, commit_id,
                format('{"stateMachine":%s,"name":%s,"definition":%s,"role":%s,"roleArn":%s,"semantics":%s,"queue":%s,'
                    '"eventLimit":%s%s%s,"input":%s}',
                    to_json(arn), to_json(named), published -> 'definition', published -> 'role',
                    published -> 'roleArn', published -> 'semantics', published -> 'queue', published -> 'eventLimit',
                    ',"timeoutSeconds":' || (published ->> 'timeoutSeconds'), ',"startedBy":' || to_json(author),
                    input),
                'RUNNING',
                jsonb_build_object('stateMachine', substring(arn FROM '[^:]*$'), 'name', named),
                published ->> 'queue', (published ->> 'semantics')::integer);
            PERFORM daybook.hint(published ->> 'queue');
            RETURN id;
        END
        $$;

        -- Starts an execution in the caller's transaction, and returns its id: when the transaction commits it exists,
        -- and an engine on the machine's queue runs it; when it rolls back nothing has happened. The same name with the
        -- same input gives the execution that is there; with other input it is an error. Without a name every call
        -- starts another one.
        CREATE FUNCTION daybook.start_execution(
            machine text, input text, name text DEFAULT NULL, started_by text DEFAULT session_user
        ) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN daybook.begin_execution(
                machine COLLATE "C", input COLLATE "C", name COLLATE "C", started_by COLLATE "C");
        END
        $$;

        -- The same for jsonb: its text, as Postgres prints it, is the input.
        CREATE FUNCTION daybook.start_execution(
            machine text, input jsonb, name text DEFAULT NULL, started_by text DEFAULT session_user
        ) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN daybook.begin_execution(
                machine COLLATE "C", input::text COLLATE "C", name COLLATE "C", started_by COLLATE "C");
        END
        $$;

        REVOKE ALL ON FUNCTION
            daybook.published_machine(text), daybook.owner_of_name(text, text, text),
            daybook.begin_execution(text, text, text, text), daybook.start_execution(text, text, text, text),
            daybook.start_execution(text, jsonb, text, text)
            FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION
            daybook.start_execution(text, text, text, text), daybook.start_execution(text, jsonb, text, text)
            TO daybook_starter, daybook_engine;
        """#
}
