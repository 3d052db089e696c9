extension EngineSchema {
    /// Ids, as `UUID+Versions.swift` makes them.
    static let ids = #"""
        -- An id of this moment (RFC 9562, version 7): 48 bits of milliseconds, 12 bits of the fraction below, and the
        -- 62 bits of chance of a version 4.
        CREATE FUNCTION daybook.new_id(at timestamptz) RETURNS uuid
        LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            micros bigint := extract(epoch FROM at) * 1000000;
        BEGIN
            RETURN (lpad(to_hex(micros / 1000), 12, '0') || to_hex(28672 + (micros % 1000) * 4096 / 1000)
                || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid;
        END
        $$;

        -- The id that follows from bytes (RFC 9562, version 8): the head of their SHA-256.
        CREATE FUNCTION daybook.id_of(bytes bytea) RETURNS uuid
        LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            head bytea := substr(sha256(bytes), 1, 16);
        BEGIN
            head := set_byte(head, 6, get_byte(head, 6) & 15 | 128);
            head := set_byte(head, 8, get_byte(head, 8) & 63 | 128);
            RETURN encode(head, 'hex')::uuid;
        END
        $$;

        -- The id of the stream that makes a name unique for its machine: of the ARN, a NUL and the name.
        CREATE FUNCTION daybook.name_id(arn text, name text) RETURNS uuid
        LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN daybook.id_of(convert_to(arn, 'UTF8') || decode('00', 'hex') || convert_to(name, 'UTF8'));
        END
        $$;

        REVOKE ALL ON FUNCTION
            daybook.new_id(timestamptz), daybook.id_of(bytea), daybook.name_id(text, text)
            FROM PUBLIC;
        """#
}
