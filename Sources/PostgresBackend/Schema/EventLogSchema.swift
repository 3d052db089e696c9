/// The tables as they are first made, as SQL. `docs/decisions/0010-postgres-store.md` says why they are as they are.
enum EventLogSchema {
    /// Which partition a stream lies in, and how partitions come to be.
    static let periods = """
        -- Follows from the id alone, so that routing never depends on what retention keeps.
        CREATE FUNCTION daybook.period_of(id uuid) RETURNS smallint
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
            SELECT CASE
                WHEN substr(id::text, 15, 1) = '7' AND substr(id::text, 20, 1) IN ('8', '9', 'a', 'b')
                    AND extract(year FROM month) BETWEEN 2000 AND 2099
                THEN (extract(year FROM month) - 2000) * 100 + extract(month FROM month)
                ELSE 0
            END::smallint
            FROM (SELECT timestamp '1970-01-01'
                + ('x' || substr(id::text, 1, 8) || substr(id::text, 10, 4))::bit(48)::bigint
                * interval '1 millisecond') AS start (month)
        $$;

        -- Makes the partitions of a period; may be called at any time and by many at once. The table is made first and
        -- attached then, because CREATE TABLE … PARTITION OF would lock the parent against everybody who reads it.
        CREATE FUNCTION daybook.ensure_period(period smallint) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            parent text;
            part text;
        BEGIN
            IF period <> 0 AND (period NOT BETWEEN 1 AND 9912 OR period % 100 NOT BETWEEN 1 AND 12) THEN
                RAISE EXCEPTION 'there is no period %', period USING ERRCODE = '22023';
            END IF;
            -- Held to the end of the transaction; nobody holds another lock of ours while waiting for it.
            PERFORM pg_advisory_xact_lock(hashtextextended('daybook.ensure_period', 0));
            FOREACH parent IN ARRAY ARRAY['event', 'stream', 'stream_label'] LOOP
                part := parent || '_' || lpad(period::text, 4, '0');
                CONTINUE WHEN to_regclass(format('daybook.%I', part)) IS NOT NULL;
                EXECUTE format(
                    'CREATE TABLE daybook.%I (LIKE daybook.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS'
                    ' INCLUDING STORAGE INCLUDING COMPRESSION)', part, parent);
                EXECUTE format(
                    'ALTER TABLE daybook.%I ATTACH PARTITION daybook.%I FOR VALUES IN (%s)', parent, part, period);
                IF parent = 'event' THEN
                    -- Triggers for each statement are not inherited: a partition touched directly needs its own.
                    EXECUTE format(
                        'CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON daybook.%I'
                        ' FOR EACH STATEMENT EXECUTE FUNCTION daybook.refuse_change()', part);
                END IF;
            END LOOP;
        END
        $$;
        """

    /// The truth.
    static let events = """
        CREATE TABLE daybook.event (
            stream_id   uuid             NOT NULL,
            commit_id   uuid             NOT NULL,
            recorded_at timestamptz      NOT NULL,
            version     integer          NOT NULL CHECK (version > 0),
            period      smallint         NOT NULL,
            category    text COLLATE "C" NOT NULL,
            type        text COLLATE "C" NOT NULL,
            hash        bytea            NOT NULL CHECK (octet_length(hash) = 32),
            payload     text COLLATE "C" NOT NULL,
            PRIMARY KEY (stream_id, version, category, period)
        ) PARTITION BY LIST (period);

        -- Long payloads compress faster with lz4, where the server has it.
        DO $$ BEGIN
            ALTER TABLE daybook.event ALTER COLUMN payload SET COMPRESSION lz4;
        EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN NULL;
        END $$;

        CREATE FUNCTION daybook.refuse_change() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RAISE EXCEPTION 'events are never changed or removed' USING ERRCODE = 'YD002';
        END
        $$;

        -- The first is inherited by every partition; the second refuses TRUNCATE, and also what would touch no row.
        CREATE TRIGGER event_row_is_append_only BEFORE UPDATE OR DELETE ON daybook.event
            FOR EACH ROW EXECUTE FUNCTION daybook.refuse_change();
        CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON daybook.event
            FOR EACH STATEMENT EXECUTE FUNCTION daybook.refuse_change();
        """

    /// What can be made again from events: lists.
    static let indexes = """
        CREATE TABLE daybook.stream (
            stream_id  uuid             NOT NULL,
            created_at timestamptz      NOT NULL,
            period     smallint         NOT NULL,
            category   text COLLATE "C" NOT NULL,
            status     text COLLATE "C" NOT NULL,
            labels     jsonb            NOT NULL DEFAULT '{}',
            PRIMARY KEY (stream_id, category, period)
        ) PARTITION BY LIST (period);
        CREATE INDEX stream_by_creation ON daybook.stream (category, created_at, stream_id);
        CREATE INDEX stream_by_status ON daybook.stream (category, status, created_at, stream_id);

        CREATE TABLE daybook.stream_label (
            created_at timestamptz      NOT NULL,
            stream_id  uuid             NOT NULL,
            period     smallint         NOT NULL,
            category   text COLLATE "C" NOT NULL,
            name       text COLLATE "C" NOT NULL,
            value      text COLLATE "C" NOT NULL,
            PRIMARY KEY (category, name, value, created_at, stream_id, period)
        ) PARTITION BY LIST (period);
        """

    /// What can be made again from events: who needs whom next; and what lives only as long as a process.
    static let wakeUps = """
        -- Not partitioned: holds only what lives. moved: 0 no, 1 by events, 2 by a mark without events. told: the claim
        -- that told the holder. Rows change often and the table stays small, so it is swept often.
        CREATE TABLE daybook.wake_up (
            stream_id uuid             NOT NULL,
            due       timestamptz      NOT NULL,
            holder    uuid,
            claim_id  uuid,
            told      uuid,
            semantics integer          NOT NULL,
            moved     smallint         NOT NULL DEFAULT 0 CHECK (moved IN (0, 1, 2)),
            category  text COLLATE "C" NOT NULL,
            queue     text COLLATE "C" NOT NULL,
            parked    text COLLATE "C",
            PRIMARY KEY (stream_id, category)
        ) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
        CREATE INDEX wake_up_free ON daybook.wake_up (queue, semantics, due) WHERE holder IS NULL AND parked IS NULL;
        CREATE INDEX wake_up_held ON daybook.wake_up (holder, queue, semantics)
            WHERE holder IS NOT NULL AND parked IS NULL;
        CREATE INDEX wake_up_claimed ON daybook.wake_up (holder, claim_id) WHERE claim_id IS NOT NULL;
        CREATE INDEX wake_up_moved ON daybook.wake_up (holder, told) WHERE moved > 0;

        -- lock_key: the advisory lock that the worker's session holds; NULL where it holds none, and the lease decides.
        -- locked_since: when the server started that gave the lock; after a restart a missing lock proves nothing.
        CREATE TABLE daybook.worker (
            worker_id    uuid        NOT NULL PRIMARY KEY,
            lease_until  timestamptz NOT NULL,
            lock_key     bigint,
            locked_since timestamptz
        ) WITH (fillfactor = 50);

        -- Commits without events leave nothing in a stream that could tell when they are sent again.
        CREATE TABLE daybook.eventless_commit (
            commit_id    uuid        NOT NULL PRIMARY KEY,
            committed_at timestamptz NOT NULL
        );
        """

    /// The questions that need more than a plain statement.
    static let guards = """
        -- Ends the transaction of appends of which one is not at the end of its stream.
        CREATE FUNCTION daybook.require_heads(hold boolean) RETURNS void
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF hold IS NOT TRUE THEN
                RAISE EXCEPTION 'an append is not at the end of its stream' USING ERRCODE = 'YD001';
            END IF;
        END
        $$;

        -- Whether a worker lives. Its session has its lock for itself, so whoever gets a share of it knows that the
        -- session is gone; the share is given back at the end of the transaction and keeps no other claimer away.
        CREATE FUNCTION daybook.is_alive(
            lease_until timestamptz, lock_key bigint, locked_since timestamptz, at timestamptz
        ) RETURNS boolean
        LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
            SELECT CASE
                WHEN lease_until IS NULL OR lease_until < at THEN false
                WHEN lock_key IS NULL OR locked_since IS DISTINCT FROM pg_postmaster_start_time() THEN true
                ELSE NOT pg_try_advisory_xact_lock_shared(lock_key)
            END
        $$;
        """

    /// Who may do what.
    static let privileges = """
        REVOKE ALL ON ALL FUNCTIONS IN SCHEMA daybook FROM PUBLIC;
        GRANT USAGE ON SCHEMA daybook TO daybook_engine, daybook_auditor, daybook_starter;
        GRANT SELECT, INSERT ON daybook.event TO daybook_engine;
        GRANT SELECT, INSERT, UPDATE, DELETE
            ON daybook.stream, daybook.stream_label, daybook.wake_up, daybook.worker, daybook.eventless_commit
            TO daybook_engine;
        GRANT SELECT ON daybook.migration TO daybook_engine;
        GRANT EXECUTE ON FUNCTION
            daybook.period_of(uuid), daybook.ensure_period(smallint), daybook.require_heads(boolean),
            daybook.is_alive(timestamptz, bigint, timestamptz, timestamptz)
            TO daybook_engine;
        GRANT EXECUTE ON FUNCTION daybook.period_of(uuid) TO daybook_auditor, daybook_starter;
        """
}
