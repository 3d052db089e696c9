/// Statements about months that are set aside.
enum RetentionStatements {
    private static let parents = ["event", "stream", "stream_label"]

    /// The tables of a month, the log's own names: as long as a table of this name is there, nobody makes the month anew.
    static func tables(of period: Period) -> [String] { parents.map { "daybook.\($0)_\(suffix(of: period))" } }

    /// Every month with a partition, what it holds, and what of it is not finished: whatever is, has no wake-up any more.
    static let months = """
        SELECT right(c.relname, 4)::int2, s.count, w.count,
            pg_total_relation_size(c.oid)
                + pg_total_relation_size(('daybook.stream_' || right(c.relname, 4))::regclass)
                + pg_total_relation_size(('daybook.stream_label_' || right(c.relname, 4))::regclass)
        FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
        CROSS JOIN LATERAL (
            SELECT count(*) FROM daybook.stream s WHERE s.period = right(c.relname, 4)::int2) s
        CROSS JOIN LATERAL (
            SELECT count(*) FROM daybook.wake_up w WHERE daybook.period_of(w.stream_id) = right(c.relname, 4)::int2) w
        WHERE i.inhparent = 'daybook.event'::regclass AND c.relname ~ '^event_[0-9]{4}$' AND c.relname <> 'event_0000'
        ORDER BY 1
        """

    /// What is still to be looked after in a month ($1).
    static let unfinished = "SELECT count(*) FROM daybook.wake_up WHERE daybook.period_of(stream_id) = $1::int2"

    /// Before anything else: as the owner, and not waiting long for a lock, because whoever comes after waits behind us.
    static let preparation = [
        "SET LOCAL ROLE daybook_owner", "SET LOCAL lock_timeout = '2s'", "SET LOCAL statement_timeout = 0",
    ]

    /// Takes the month out of the log. Waits for the transactions that are writing, and they for us; it is a change of the
    /// catalogue only, however large the month is.
    static func detach(_ period: Period) -> [String] {
        zip(parents, tables(of: period)).map { "ALTER TABLE daybook.\($0) DETACH PARTITION \($1)" }
    }

    /// Events of the archive are as little to be changed as before: the trigger that a partition inherited is its own now.
    static func protect(_ period: Period) -> [String] {
        let events = tables(of: period)[0]
        return [
            """
            CREATE TRIGGER event_row_is_append_only BEFORE INSERT OR UPDATE OR DELETE ON \(events)
            FOR EACH ROW EXECUTE FUNCTION daybook.refuse_change()
            """,
            "GRANT SELECT ON \(events) TO daybook_auditor",
        ]
    }

    /// How many streams and events there are, when they happened, and their seal: the hash of 256 hashes, by the last byte
    /// of the id, each over id, category and last link of the streams in their order.
    static func contents(_ period: Period) -> String {
        """
        WITH head AS (
            SELECT DISTINCT ON (stream_id, category) stream_id, category, version, hash
            FROM \(tables(of: period)[0]) ORDER BY stream_id, category, version DESC),
        part AS (
            SELECT right(stream_id::text, 2) AS last_byte, count(*) AS streams, sum(version) AS events,
                sha256(string_agg(uuid_send(stream_id) || convert_to(category, 'UTF8') || hash, ''::bytea
                    ORDER BY stream_id, category)) AS hash
            FROM head GROUP BY 1)
        SELECT coalesce(sum(streams), 0), coalesce(sum(events), 0),
            encode(sha256(coalesce(string_agg(convert_to(last_byte, 'UTF8') || hash, ''::bytea ORDER BY last_byte), '')), 'hex')
        FROM part
        """
    }

    private static func suffix(of period: Period) -> String {
        let digits = String(period.number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
