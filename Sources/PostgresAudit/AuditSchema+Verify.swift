extension AuditSchema {
    /// The hash chain, computed again.
    static let verify = #"""
        -- The hash that an event must have; HashChain.swift is the same in Swift, and both keep to the same golden
        -- vectors. The payload comes last, so that the bytes before it are joined without copying it.
        CREATE FUNCTION audit.link(
            previous bytea, category text, stream_id uuid, version integer, type text, recorded_at timestamptz,
            commit_id uuid, payload text
        ) RETURNS bytea
        LANGUAGE sql STABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT sha256(
                'daybook-1'::bytea
                || int8send(32) || previous
                || int8send(octet_length(category)) || convert_to(category, 'UTF8')
                || '\x0000000000000010'::bytea || uuid_send(stream_id)
                || '\x0000000000000008'::bytea || int8send(version)
                || int8send(octet_length(type)) || convert_to(type, 'UTF8')
                || '\x0000000000000008'::bytea || CASE WHEN isfinite(recorded_at)
                    THEN int8send((extract(epoch FROM recorded_at) * 1000000)::bigint) ELSE '' END
                || '\x0000000000000010'::bytea || uuid_send(commit_id)
                || '\x0000000000000000'::bytea
                || int8send(octet_length(payload)) || convert_to(payload, 'UTF8'));
        END;

        -- The least UUIDv7 of a moment: ids are in the order of their making.
        CREATE FUNCTION audit.first_id_at(at timestamptz) RETURNS uuid
        LANGUAGE sql STABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT CASE
                WHEN at <= 'epoch' THEN '00000000-0000-0000-0000-000000000000'
                WHEN at > '9999-12-31 23:59:59.999999Z' THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff'
                ELSE encode(substr(int8send(ceil(extract(epoch FROM at) * 1000)::bigint), 3), 'hex')
                    || '70008000000000000000'
            END::uuid;
        END;

        -- The period of a moment, as the partitions are named.
        CREATE FUNCTION audit.period_at(at timestamptz) RETURNS smallint
        LANGUAGE sql STABLE PARALLEL SAFE
        BEGIN ATOMIC
            SELECT CASE
                WHEN at < '2000-01-01Z' THEN 0
                WHEN at >= '2100-01-01Z' THEN 32767
                ELSE to_char(at AT TIME ZONE 'UTC', 'YYMM')::integer
            END::smallint;
        END;

        -- Every event of the streams that were made between the two moments, in their order, and what is wrong with it:
        -- 'missing', there are none of the versions before it; 'changed', it is not what was recorded, or what precedes
        -- it is not what it was recorded after; 'misplaced', it lies in another period than its stream, where the
        -- engine does not see it. A stream is as old as its UUIDv7 says. Other ids do not tell: for them the first
        -- event counts. A whole log is read in the order of its key and sorted only within each stream, however large
        -- it is.
        CREATE FUNCTION audit.checked_events(made_from timestamptz, made_before timestamptz)
        RETURNS TABLE (category text, stream_id uuid, version integer, broken_version integer, problem text,
                       at timestamptz)
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT c.category, c.stream_id, c.version,
                   CASE WHEN c.version > c.previous + 1 THEN c.previous + 1 ELSE c.version END,
                   CASE WHEN c.is_misplaced THEN 'misplaced'
                        WHEN c.version <> c.previous + 1 THEN 'missing'
                        WHEN NOT c.follows THEN 'changed' END,
                   c.at
            FROM (
                SELECT l.category, l.stream_id, l.version, l.at, l.period, lag(l.version, 1, 0) OVER w AS previous,
                       CASE row_number() OVER w WHEN 1 THEN l.period <> daybook.period_of(l.stream_id)
                            ELSE l.period <> lag(l.period) OVER w END AS is_misplaced,
                       l.hash = audit.link(
                           lag(l.hash, 1, '\x0000000000000000000000000000000000000000000000000000000000000000') OVER w,
                           l.category, l.stream_id, l.version, l.type, l.at, l.commit, l.payload_text) AS follows,
                       min(l.at) OVER (PARTITION BY l.stream_id, l.category) AS begun
                FROM audit.log AS l
                WHERE l.period = 0
                   OR l.period BETWEEN audit.period_at(made_from) AND audit.period_at(made_before)
                       AND l.stream_id >= audit.first_id_at(made_from) AND l.stream_id < audit.first_id_at(made_before)
                WINDOW w AS (PARTITION BY l.stream_id, l.category ORDER BY l.version)) AS c
            WHERE c.period <> 0 OR c.begun >= made_from AND c.begun < made_before;
        END;

        -- The same by stream, with the first broken event of each.
        CREATE FUNCTION audit.checked_streams(made_from timestamptz, made_before timestamptz)
        RETURNS TABLE (category text, stream_id uuid, events bigint, broken_version integer, problem text,
                       at timestamptz)
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT c.category, c.stream_id, count(*), min(c.broken_version) FILTER (WHERE c.problem IS NOT NULL),
                   (array_agg(c.problem ORDER BY c.version) FILTER (WHERE c.problem IS NOT NULL))[1],
                   (array_agg(c.at ORDER BY c.version) FILTER (WHERE c.problem IS NOT NULL))[1]
            FROM audit.checked_events(made_from, made_before) AS c
            GROUP BY c.stream_id, c.category;
        END;

        -- The broken streams alone, each with its first broken event.
        CREATE FUNCTION audit.broken_streams(
            made_from timestamptz DEFAULT '-infinity', made_before timestamptz DEFAULT 'infinity')
        RETURNS TABLE (category text, stream_id uuid, broken_version integer, problem text, at timestamptz)
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT c.category, c.stream_id, c.broken_version, c.problem, c.at
            FROM audit.checked_streams(made_from, made_before) AS c
            WHERE c.problem IS NOT NULL
            ORDER BY c.at, c.category, c.stream_id;
        END;

        -- What was checked, by category, how much of it is broken, and the first broken event.
        CREATE FUNCTION audit.verify_all(
            made_from timestamptz DEFAULT '-infinity', made_before timestamptz DEFAULT 'infinity')
        RETURNS TABLE (category text, streams bigint, events bigint, broken bigint, first_broken_stream uuid,
                       first_broken_version integer, problem text)
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT c.category, count(*), sum(c.events)::bigint, count(c.problem),
                   (array_agg(c.stream_id ORDER BY c.at, c.stream_id) FILTER (WHERE c.problem IS NOT NULL))[1],
                   (array_agg(c.broken_version ORDER BY c.at, c.stream_id) FILTER (WHERE c.problem IS NOT NULL))[1],
                   (array_agg(c.problem ORDER BY c.at, c.stream_id) FILTER (WHERE c.problem IS NOT NULL))[1]
            FROM audit.checked_streams(made_from, made_before) AS c
            GROUP BY c.category
            ORDER BY c.category;
        END;

        -- One stream. It looks into every period, because an event in the wrong one is a problem too.
        CREATE FUNCTION audit.verify_stream(category text, stream_id uuid)
        RETURNS TABLE (category text, stream_id uuid, events bigint, is_intact boolean, broken_version integer,
                       problem text)
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT $1, $2, count(*), count(*) > 0 AND count(c.problem) = 0,
                   min(c.broken_version) FILTER (WHERE c.problem IS NOT NULL),
                   CASE WHEN count(*) = 0 THEN 'no such stream'
                        ELSE (array_agg(c.problem ORDER BY c.version) FILTER (WHERE c.problem IS NOT NULL))[1] END
            FROM audit.checked_events('-infinity', 'infinity') AS c
            WHERE c.stream_id = $2 AND c.category = $1;
        END;

        CREATE FUNCTION audit.verify(execution uuid)
        RETURNS TABLE (execution uuid, events bigint, is_intact boolean, broken_version integer, problem text)
        LANGUAGE sql STABLE
        BEGIN ATOMIC
            SELECT v.stream_id, v.events, v.is_intact, v.broken_version, v.problem
            FROM audit.verify_stream('execution', $1) AS v;
        END;
        """#
}
