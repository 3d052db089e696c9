extension AuditSchema {
    /// What the events of one execution come to, in one pass over them.
    static let fold = #"""
        -- The engine's fold, as far as an auditor asks: what became of each visit, attempt and branch, and what is
        -- current after the event `last`. What ends a visit or an attempt may be an event of a branch beside it, or of one
        -- around it. Looked up for each row that is a search through all that happened meanwhile, and the square of it
        -- for the iterations of a Map. So everything is read once, in order, and what is open is kept in arrays: frames,
        -- visits and attempts have the versions of their first events for names, which are the subscripts.
        -- `wanted` says which rows: 'visits', 'attempts', 'branches', or of what is open 'states' and 'timers'.
        -- One plan for all executions: a plan for each would take longer than the pass.
        CREATE FUNCTION audit.fold(execution uuid, last integer, wanted text)
        RETURNS TABLE (version integer, frame integer, branch text, state text, outcome text, ended integer,
                       parent integer, index integer, exited integer,
                       retried integer, runs bigint, workers uuid[], started timestamptz, last_started timestamptz,
                       last_heartbeat bigint, is_running boolean, is_submitted boolean)
        LANGUAGE plpgsql STABLE ROWS 20
        SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET jit = off AS $$
        #variable_conflict use_column
        DECLARE
            event record;
            number integer := 0;
            f integer;
            p integer;
            v integer;
            t integer;
            inside integer[];
            failed_by_size boolean := false;
            -- Of frames: the one around it, which of its branches it is, the path to it, how many are open in it.
            parents integer[];
            indexes integer[];
            paths text[];
            children integer[];
            -- The inner frames that are open, in the order in which they were opened; which of them stand still.
            open_frames integer[] := '{}';
            suspended boolean[];
            -- The visit, its state, the attempt and the timer that a frame is in.
            visits integer[];
            states text[];
            tasks integer[];
            timers integer[];
            frame_ends integer[];
            frame_outcomes text[];
            frame_exits integer[];
            -- Of visits.
            visit_frames integer[];
            visit_ends integer[];
            visit_outcomes text[];
            caught boolean[];
            -- Of attempts.
            task_frames integer[];
            task_ends integer[];
            retries integer[];
            run_counts bigint[];
            first_runs timestamptz[];
            last_runs timestamptz[];
            heartbeats bigint[];
            worker_lists text[];
            running boolean[];
            submitted boolean[];
            only_once boolean[];
        BEGIN
            FOR event IN
                SELECT l.version, l.type, l.at, x.fields,
                       CASE WHEN n.frame BETWEEN 1 AND l.version THEN n.frame::integer ELSE 1 END AS frame,
                       CASE WHEN n.task BETWEEN 1 AND l.version THEN n.task::integer END AS task
                FROM audit.log AS l
                CROSS JOIN LATERAL (SELECT audit.fields(l.type, l.payload_text) AS fields OFFSET 0) AS x
                CROSS JOIN LATERAL (
                    SELECT audit.try_integer(x.fields ->> 'frame') AS frame,
                           audit.try_integer(x.fields ->> 'task') AS task OFFSET 0) AS n
                WHERE l.stream_id = execution AND l.period = daybook.period_of(execution) AND l.category = 'execution'
                  AND l.version <= last
                  AND l.type IN (
                    'StateEntered', 'StateExited', 'TaskScheduled', 'TaskStarted', 'TaskHeartbeatRecorded',
                    'TaskSubmitted', 'TaskSucceeded', 'TaskFailed', 'TaskTimedOut', 'RetryScheduled', 'EvaluationFailed', 'CatcherTaken',
                    'WaitScheduled',
                    'WaitFinished', 'ParallelStarted', 'MapStarted', 'BranchStarted', 'IterationStarted',
                    'BranchSucceeded', 'IterationSucceeded', 'BranchFailed', 'IterationFailed', 'ExecutionSucceeded',
                    'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted', 'ExecutionRedriven',
                    'ExecutionTakenOver')
                ORDER BY l.version
            LOOP
                number := event.version;
                f := event.frame;
                t := event.task;

                -- Everything inside the state whose branches this event ends or forgets.
                p := CASE
                    WHEN event.type IN ('StateExited', 'RetryScheduled', 'CatcherTaken', 'ParallelStarted', 'MapStarted')
                        THEN f
                    WHEN event.type IN ('BranchFailed', 'IterationFailed') THEN parents[f]
                    WHEN event.type = 'ExecutionRedriven' AND failed_by_size THEN 1
                END;
                inside := '{}';
                IF children[p] > 0 THEN
                    FOREACH v IN ARRAY open_frames LOOP
                        IF parents[v] = p OR parents[v] = ANY (inside) THEN inside := inside || v; END IF;
                    END LOOP;
                    IF event.type NOT IN ('BranchFailed', 'IterationFailed') THEN
                        open_frames := ARRAY(
                            SELECT o FROM unnest(open_frames) AS o WHERE o <> ALL (inside) ORDER BY o);
                        children[p] := 0;
                    END IF;
                END IF;

                CASE event.type
                WHEN 'StateEntered' THEN
                    visits[f] := number;
                    states[f] := event.fields ->> 'state';
                    tasks[f] := NULL;
                    timers[f] := NULL;
                    visit_frames[number] := f;
                WHEN 'StateExited' THEN
                    v := visits[f];
                    IF v IS NOT NULL THEN
                        visit_ends[v] := number;
                        visit_outcomes[v] := CASE WHEN caught[v] THEN 'caught' ELSE 'succeeded' END;
                    END IF;
                    visits[f] := NULL;
                    tasks[f] := NULL;
                    timers[f] := NULL;
                    frame_exits[f] := number;
                WHEN 'TaskScheduled' THEN
                    tasks[f] := number;
                    timers[f] := NULL;
                    task_frames[number] := f;
                    only_once[number] := event.fields ->> 'atMostOnce' = 'true';
                WHEN 'TaskStarted' THEN
                    IF task_frames[t] IS NOT NULL AND task_ends[t] IS NULL THEN
                        run_counts[t] := coalesce(run_counts[t], 0) + 1;
                        first_runs[t] := coalesce(first_runs[t], event.at);
                        last_runs[t] := event.at;
                        running[t] := true;
                        worker_lists[t] := concat_ws(
                            ' ', worker_lists[t], audit.try_uuid(event.fields ->> 'worker'));
                    END IF;
                WHEN 'TaskSubmitted' THEN
                    IF task_frames[t] IS NOT NULL AND task_ends[t] IS NULL THEN
                        running[t] := false;
                        submitted[t] := true;
                    END IF;
                WHEN 'TaskHeartbeatRecorded' THEN
                    IF task_frames[t] IS NOT NULL AND task_ends[t] IS NULL THEN
                        heartbeats[t] := greatest(heartbeats[t], audit.try_integer(event.fields ->> 'at'));
                    END IF;
                WHEN 'TaskSucceeded', 'TaskFailed', 'TaskTimedOut' THEN
                    IF task_frames[t] IS NOT NULL AND task_ends[t] IS NULL THEN task_ends[t] := number; END IF;
                WHEN 'RetryScheduled' THEN
                    timers[f] := number;
                    -- Of a Parallel or Map state it is the state that is tried again, and no attempt.
                    t := tasks[f];
                    IF t IS NOT NULL THEN retries[t] := number; END IF;
                WHEN 'CatcherTaken' THEN
                    timers[f] := NULL;
                    v := visits[f];
                    IF v IS NOT NULL THEN caught[v] := true; END IF;
                WHEN 'WaitScheduled' THEN
                    timers[f] := number;
                WHEN 'WaitFinished', 'ParallelStarted', 'MapStarted', 'EvaluationFailed' THEN
                    timers[f] := NULL;
                WHEN 'BranchStarted', 'IterationStarted' THEN
                    parents[number] := f;
                    indexes[number] := CASE
                        WHEN audit.try_integer(event.fields ->> 'index') BETWEEN 0 AND 2147483647
                            THEN (event.fields ->> 'index')::integer END;
                    paths[number] := concat_ws('/', paths[f], concat(states[f], '[', indexes[number], ']'));
                    children[f] := coalesce(children[f], 0) + 1;
                    open_frames := open_frames || number;
                WHEN 'BranchSucceeded', 'IterationSucceeded' THEN
                    IF parents[f] IS NOT NULL AND f = ANY (open_frames) THEN
                        frame_ends[f] := number;
                        frame_outcomes[f] := 'succeeded';
                        children[parents[f]] := children[parents[f]] - 1;
                        open_frames := array_remove(open_frames, f);
                    END IF;
                WHEN 'BranchFailed', 'IterationFailed' THEN
                    IF f = ANY (inside) AND frame_ends[f] IS NULL THEN
                        frame_ends[f] := number;
                        frame_outcomes[f] := 'failed';
                    END IF;
                WHEN 'ExecutionTakenOver' THEN
                    -- The run of the dead worker is over, unless it must not be made again.
                    FOREACH f IN ARRAY 1 || open_frames LOOP
                        t := tasks[f];
                        IF t IS NOT NULL AND only_once[t] IS NOT TRUE THEN running[t] := false; END IF;
                    END LOOP;
                WHEN 'ExecutionRedriven' THEN
                    -- Whatever stood still goes on in the same visit, and begins its state anew.
                    FOREACH f IN ARRAY 1 || open_frames LOOP
                        v := visits[f];
                        IF v IS NOT NULL THEN
                            visit_ends[v] := NULL;
                            visit_outcomes[v] := NULL;
                            caught[v] := NULL;
                        END IF;
                        tasks[f] := NULL;
                        suspended[f] := NULL;
                        frame_ends[f] := NULL;
                        frame_outcomes[f] := NULL;
                    END LOOP;
                    timers := '{}';
                ELSE
                    -- The execution ended, and with it everything in it.
                    inside := 1 || open_frames;
                    timers := '{}';
                    failed_by_size := coalesce(event.fields ->> 'error' = 'States.DataLimitExceeded', false);
                END CASE;

                IF event.type IN ('BranchFailed', 'IterationFailed', 'ExecutionSucceeded', 'ExecutionFailed',
                                  'ExecutionTimedOut', 'ExecutionAborted') THEN
                    FOREACH f IN ARRAY inside LOOP
                        v := visits[f];
                        IF v IS NOT NULL AND visit_ends[v] IS NULL THEN
                            visit_ends[v] := number;
                            visit_outcomes[v] := 'failed';
                        END IF;
                        t := tasks[f];
                        IF t IS NOT NULL AND task_ends[t] IS NULL THEN task_ends[t] := number; END IF;
                        IF f > 1 AND frame_ends[f] IS NULL THEN
                            frame_ends[f] := number;
                            frame_outcomes[f] := 'cut off';
                        END IF;
                        IF p IS NOT NULL THEN
                            tasks[f] := NULL;
                            timers[f] := NULL;
                            suspended[f] := true;
                        END IF;
                    END LOOP;
                END IF;
            END LOOP;

            IF wanted = 'visits' THEN
                FOR v IN 1..number LOOP
                    CONTINUE WHEN visit_frames[v] IS NULL;
                    version := v;
                    frame := visit_frames[v];
                    branch := paths[frame];
                    ended := visit_ends[v];
                    outcome := coalesce(visit_outcomes[v], 'open');
                    RETURN NEXT;
                END LOOP;
            ELSIF wanted = 'attempts' THEN
                FOR t IN 1..number LOOP
                    CONTINUE WHEN task_frames[t] IS NULL;
                    version := t;
                    frame := task_frames[t];
                    branch := paths[frame];
                    ended := task_ends[t];
                    retried := retries[t];
                    runs := coalesce(run_counts[t], 0);
                    workers := string_to_array(worker_lists[t], ' ')::uuid[];
                    started := first_runs[t];
                    last_started := last_runs[t];
                    last_heartbeat := heartbeats[t];
                    is_running := ended IS NULL AND running[t] IS TRUE;
                    is_submitted := ended IS NULL AND submitted[t] IS TRUE;
                    RETURN NEXT;
                END LOOP;
            ELSIF wanted = 'branches' THEN
                FOR f IN 1..number LOOP
                    CONTINUE WHEN parents[f] IS NULL;
                    version := f;
                    frame := f;
                    branch := paths[f];
                    parent := parents[f];
                    index := indexes[f];
                    -- Where it is, or was last.
                    state := states[f];
                    ended := frame_ends[f];
                    outcome := coalesce(frame_outcomes[f], 'open');
                    exited := frame_exits[f];
                    RETURN NEXT;
                END LOOP;
            ELSE
                FOREACH f IN ARRAY 1 || open_frames LOOP
                    version := CASE wanted WHEN 'states' THEN visits[f] ELSE timers[f] END;
                    CONTINUE WHEN version IS NULL OR suspended[f];
                    frame := f;
                    branch := paths[f];
                    state := states[f];
                    RETURN NEXT;
                END LOOP;
            END IF;
        END
        $$;

        -- The executions with branches or iterations.
        CREATE VIEW audit.forked AS
        SELECT DISTINCT stream_id, period FROM daybook.event
        WHERE category = 'execution' AND type IN ('ParallelStarted', 'MapStarted');
        """#
}
