extension EngineSchema {
    /// Creating a stream with its first event.
    static let streams = #"""
        -- The link of a stream's first event; HashChain.swift is the same in Swift, and both keep to the same golden
        -- vectors.
        CREATE FUNCTION daybook.first_link(
            category text, stream_id uuid, type text, recorded_at timestamptz, commit_id uuid, payload text
        ) RETURNS bytea
        LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN sha256(
                convert_to('daybook-1', 'UTF8') || int8send(32) || decode(repeat('00', 32), 'hex')
                || int8send(octet_length(category)) || convert_to(category, 'UTF8')
                || int8send(16) || uuid_send(stream_id) || int8send(8) || int8send(1)
                || int8send(octet_length(type)) || convert_to(type, 'UTF8')
                || int8send(8) || int8send((extract(epoch FROM recorded_at) * 1000000)::bigint)
                || int8send(16) || uuid_send(commit_id) || int8send(0)
                || int8send(octet_length(payload)) || convert_to(payload, 'UTF8'));
        END
        $$;

        -- Creates a stream: its event, its place in the lists, its labels, and where a queue is named its wake-up, due
        -- at once and held by nobody. False where the stream is there already. New rows alone are written, so nobody
        -- waits for this transaction but who creates the same stream: as this waits for whoever is just creating it.
        CREATE FUNCTION daybook.create_stream(
            category text, stream_id uuid, period smallint, type text, at timestamptz, commit_id uuid, payload text,
            status text, labels jsonb, queue text, semantics integer
        ) RETURNS boolean
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            -- Engines make the months ahead; this is for the database that none has looked at for a month.
            IF to_regclass('daybook.event_' || lpad(period::text, 4, '0')) IS NULL THEN
                PERFORM daybook.ensure_period(period);
            END IF;
            INSERT INTO daybook.event
                (stream_id, commit_id, recorded_at, version, period, category, type, hash, payload)
            VALUES (stream_id, commit_id, at, 1, period, category, type,
                daybook.first_link(category, stream_id, type, at, commit_id, payload), payload)
            ON CONFLICT DO NOTHING;
            IF NOT FOUND THEN
                RETURN false;
            END IF;
            INSERT INTO daybook.stream (stream_id, created_at, period, category, status, labels)
            VALUES (stream_id, at, period, category, status, labels);
            IF labels <> '{}' THEN
                INSERT INTO daybook.stream_label (created_at, stream_id, period, category, name, value)
                SELECT at, stream_id, period, category, l.key, l.value FROM jsonb_each_text(labels) l;
            END IF;
            IF queue IS NOT NULL THEN
                INSERT INTO daybook.wake_up (stream_id, due, semantics, category, queue)
                VALUES (stream_id, at, semantics, category, queue);
            END IF;
            RETURN true;
        END
        $$;

        -- Tells engines that something is due on a queue, when the caller's transaction has committed; without it they
        -- find it at their next look. Postgres lets transactions that tell something commit one after another, and none
        -- of them may be prepared: whoever minds that sets daybook.hints to off.
        CREATE FUNCTION daybook.hint(queue text) RETURNS void
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            line text := replace(replace(queue, '%', '%25'), E'\n', '%0A');
        BEGIN
            -- The first line names the sender: nobody, so every engine listens.
            IF octet_length(line) < 7000 AND current_setting('daybook.hints', true) IS DISTINCT FROM 'off' THEN
                PERFORM pg_notify('daybook', E'sql\n' || line);
            END IF;
        END
        $$;

        REVOKE ALL ON FUNCTION
            daybook.first_link(text, uuid, text, timestamptz, uuid, text),
            daybook.create_stream(
                text, uuid, smallint, text, timestamptz, uuid, text, text, jsonb, text, integer),
            daybook.hint(text)
            FROM PUBLIC;
        """#
}
