extension EngineSchema {
    /// What a caller says, held to the engine's rules.
    static let texts = #"""
        -- Why the engine would not read this text, which Postgres takes as json: more than 512 levels, a member twice,
        -- half a surrogate pair; otherwise NULL. Every text is read once, into brackets, colons and strings.
        CREATE FUNCTION daybook.json_problem(document text) RETURNS text
        LANGUAGE plpgsql IMMUTABLE
        SET search_path = pg_catalog, pg_temp SET standard_conforming_strings = on AS $$
        DECLARE
            problem text;
        BEGIN
            -- What is left of surrogates when whole pairs are gone is half a pair; a backslash that is itself escaped
            -- escapes nothing, and must keep apart what stands on both sides of it.
            IF regexp_replace(replace(document, '\\', '//'),
                '\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}', '', 'g') ~ '\\u[dD][89a-fA-F]' THEN
                RETURN 'half a surrogate pair';
            END IF;
            WITH token AS (
                SELECT t.found[1] COLLATE "C" AS word, t.place, sum(CASE
                    WHEN t.found[1] IN ('{', '[') THEN 1
                    WHEN t.found[1] IN ('}', ']') THEN -1 ELSE 0 END) OVER (ORDER BY t.place) AS depth
                FROM regexp_matches(document, '"(?:[^"\\]|\\.)*"|[][{}:]', 'g') WITH ORDINALITY AS t (found, place)
            ), placed AS (
                -- A member belongs to the last bracket that was opened on its level.
                SELECT word, depth, lead(word) OVER (ORDER BY place) = ':' AS is_key,
                    count(*) FILTER (WHERE word IN ('{', '[')) OVER (PARTITION BY depth ORDER BY place) AS opening
                FROM token
            ), member AS (
                -- Keys are the same when they say the same, however they are escaped. Postgres' text has no NUL: U+0000
                -- and U+0001 become U+0001 with a digit, so that keys which differ still do.
                SELECT count(*) AS uses FROM placed
                CROSS JOIN LATERAL (SELECT CASE WHEN strpos(word, '\') = 0 THEN substr(word, 2, length(word) - 2)
                    ELSE ('[' || regexp_replace(word, '(?<!\\)((?:\\\\)*)\\u000([01])', '\1\\u0001\2', 'g')
                        || ']')::json ->> 0 END COLLATE "C" AS key) AS k
                WHERE is_key GROUP BY depth, opening, key
            )
            SELECT CASE WHEN (SELECT max(depth) FROM token) > 512 THEN 'more than 512 levels'
                        WHEN (SELECT max(uses) FROM member) > 1 THEN 'a member twice' END
            INTO problem;
            RETURN problem;
        END
        $$;

        -- Whether this is certainly JSON that the engine reads, found quickly: true for the common case, false for all
        -- that has to be looked at closely. So few brackets cannot be too deep, and without escapes a member twice
        -- takes its colon along when jsonb drops it. (By its exponent a number might grow beyond all measure.)
        CREATE FUNCTION daybook.is_plain_json(document text) RETURNS boolean
        LANGUAGE plpgsql IMMUTABLE
        SET search_path = pg_catalog, pg_temp SET standard_conforming_strings = on AS $$
        DECLARE
            squeezed text;
        BEGIN
            IF length(document) - length(translate(document, '[{', '')) > 512
                OR document ~ '\\|[0-9][eE][+-]?[0-9]{3}' THEN
                RETURN false;
            END IF;
            squeezed := document::jsonb;
            RETURN length(document) - length(replace(document, ':', ''))
                = length(squeezed) - length(replace(squeezed, ':', ''));
        EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
            RETURN false;
        END
        $$;

        -- The text without white space around it where the engine reads it, otherwise an error that says why it does
        -- not.
        CREATE FUNCTION daybook.checked_json(document text, what text) RETURNS text
        LANGUAGE plpgsql STABLE
        SET search_path = pg_catalog, pg_temp SET standard_conforming_strings = on AS $$
        DECLARE
            trimmed text := btrim(document, E' \t\n\r');
            problem text;
            detail text;
        BEGIN
            IF trimmed IS NULL THEN
                RAISE EXCEPTION 'the % is NULL', what USING ERRCODE = 'YD010';
            END IF;
            IF octet_length(trimmed) > 262144 THEN
                RAISE EXCEPTION 'the % has % bytes; the limit is 262144', what, octet_length(trimmed)
                    USING ERRCODE = 'YD010';
            END IF;
            BEGIN
                IF daybook.is_plain_json(trimmed) THEN
                    RETURN trimmed;
                END IF;
                PERFORM trimmed::json;
                problem := daybook.json_problem(trimmed);
            EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
                GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
                problem := concat_ws(': ', SQLERRM, nullif(detail, ''));
            END;
            IF problem IS NOT NULL THEN
                RAISE EXCEPTION 'the % is not JSON that the engine reads: %', what, problem USING ERRCODE = 'YD010';
            END IF;
            RETURN trimmed;
        END
        $$;

        -- A text that is written down as it is, or NULL: nobody needs more of it than the service takes of a cause.
        CREATE FUNCTION daybook.checked_text(text text, what text) RETURNS text
        LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            IF length(text) > 32768 THEN
                RAISE EXCEPTION 'the % has % characters; the limit is 32768', what, length(text)
                    USING ERRCODE = 'YD010';
            END IF;
            RETURN text;
        END
        $$;

        -- Whether an execution may have this name: ExecutionName.isValid in SQL. White space is written out, because
        -- what \s is depends on the database's locale.
        CREATE FUNCTION daybook.is_name(name text) RETURNS boolean
        LANGUAGE plpgsql IMMUTABLE STRICT
        SET search_path = pg_catalog, pg_temp SET standard_conforming_strings = on AS $$
        BEGIN
            RETURN name COLLATE "C" ~ ('^[^\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f'
                '\u3000<>{}\[\]?*"#%\\^|~`$&,;:/]{1,80}$');
        END
        $$;

        REVOKE ALL ON FUNCTION
            daybook.json_problem(text), daybook.is_plain_json(text), daybook.checked_json(text, text),
            daybook.checked_text(text, text), daybook.is_name(text)
            FROM PUBLIC;
        """#
}
