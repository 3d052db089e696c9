internal import EventLog
internal import FoundationEssentials

/// Statements on `daybook.stream` and `daybook.stream_label`.
enum StreamStatements {
    /// A stream that has just got its first event.
    struct NewStream: Hashable, Sendable {
        let stream: StreamID
        let createdAt: Timestamp
        let status: StreamStatus
        let labels: StreamLabels
    }

    /// $1–$6 the columns. Waits for nobody: whoever wrote the first event of a stream is the only one to enter it.
    static func insert(_ streams: [NewStream]) -> BoundStatement {
        BoundStatement(
            """
            INSERT INTO daybook.stream (stream_id, created_at, period, category, status, labels)
            SELECT s.stream_id, s.created_at, s.period, s.category, s.status, s.labels::jsonb
            FROM unnest($1::uuid[], $2::timestamptz[], $3::int2[], $4::text[], $5::text[], $6::text[])
                AS s (stream_id, created_at, period, category, status, labels)
            """
        ) {
            $0.add(streams.map(\.stream.uuid))
            $0.add(streams.map(\.createdAt))
            $0.add(streams.map { Period($0.stream.uuid).number })
            $0.add(streams.map(\.stream.category.rawValue))
            $0.add(streams.map(\.status.rawValue))
            $0.add(streams.map(\.labels.json))
        }
    }

    /// $1–$3 streams, $4 their status from now on. Locks the streams' rows in the order given.
    static func setStatus(_ changes: [(stream: StreamID, status: StreamStatus)]) -> BoundStatement {
        let filter = PeriodFilter(Set(changes.map { Period($0.stream.uuid) }))
        return BoundStatement(
            """
            UPDATE daybook.stream s SET status = c.status
            FROM unnest($1::uuid[], $2::text[], $3::int2[], $4::text[]) AS c (stream_id, category, period, status)
            WHERE \(isStream("s", of: "c")) AND \(filter.condition("s.period", first: 5))
            """
        ) {
            key(changes.map(\.stream), &$0)
            $0.add(changes.map(\.status.rawValue))
            filter.add(to: &$0)
        }
    }

    /// $1–$3 streams whose labels change, $4 the new ones: three statements that forget the old rows, note the new labels
    /// and enter their rows.
    static func setLabels(_ changes: [(stream: StreamID, labels: StreamLabels)]) -> [BoundStatement] {
        let streams = changes.map(\.stream)
        let filter = PeriodFilter(Set(streams.map { Period($0.uuid) }))
        let forget = BoundStatement(
            """
            DELETE FROM daybook.stream_label l USING (
                SELECT s.category, n.key AS name, n.value, s.created_at, s.stream_id, s.period
                FROM unnest($1::uuid[], $2::text[], $3::int2[]) AS c (stream_id, category, period)
                JOIN daybook.stream s ON \(isStream("s", of: "c"))
                    AND \(filter.condition("s.period", first: 4))
                CROSS JOIN LATERAL jsonb_each_text(s.labels) n) o
            WHERE l.category = o.category AND l.name = o.name AND l.value = o.value AND l.created_at = o.created_at
                AND l.stream_id = o.stream_id AND l.period = o.period
                AND \(filter.condition("l.period", first: 4))
            """
        ) {
            key(streams, &$0)
            filter.add(to: &$0)
        }
        let note = BoundStatement(
            """
            UPDATE daybook.stream s SET labels = c.labels::jsonb
            FROM unnest($1::uuid[], $2::text[], $3::int2[], $4::text[]) AS c (stream_id, category, period, labels)
            WHERE \(isStream("s", of: "c")) AND \(filter.condition("s.period", first: 5))
            """
        ) {
            key(streams, &$0)
            $0.add(changes.map(\.labels.json))
            filter.add(to: &$0)
        }
        return [forget, note, enterLabels(streams)]
    }

    /// $1–$3 streams: a row for each of their labels.
    static func enterLabels(_ streams: [StreamID]) -> BoundStatement {
        let filter = PeriodFilter(Set(streams.map { Period($0.uuid) }))
        return BoundStatement(
            """
            INSERT INTO daybook.stream_label (created_at, stream_id, period, category, name, value)
            SELECT s.created_at, s.stream_id, s.period, s.category, n.key, n.value
            FROM unnest($1::uuid[], $2::text[], $3::int2[]) AS c (stream_id, category, period)
            JOIN daybook.stream s ON \(isStream("s", of: "c")) AND \(filter.condition("s.period", first: 4))
            CROSS JOIN LATERAL jsonb_each_text(s.labels) n
            """
        ) {
            key(streams, &$0)
            filter.add(to: &$0)
        }
    }

    /// What is known of streams ($1–$3): one row each, in the order given; all of one moment.
    static func summaries(_ streams: [StreamID]) -> BoundStatement {
        let filter = PeriodFilter(Set(streams.map { Period($0.uuid) }))
        return BoundStatement(
            """
            SELECT \(summaryColumns)
            FROM unnest($1::uuid[], $2::text[], $3::int2[]) WITH ORDINALITY AS c (stream_id, category, period, place)
            LEFT JOIN daybook.stream s ON \(isStream("s", of: "c")) AND \(filter.condition("s.period", first: 4))
            LEFT JOIN daybook.wake_up w ON w.stream_id = c.stream_id AND w.category = c.category
            LEFT JOIN LATERAL (
                SELECT e.version, e.hash FROM daybook.event e WHERE e.stream_id = c.stream_id
                AND e.category = c.category AND e.period = c.period AND \(filter.condition("e.period", first: 4))
                ORDER BY e.version DESC LIMIT 1) h ON true
            ORDER BY c.place
            """
        ) {
            key(streams, &$0)
            filter.add(to: &$0)
        }
    }

    /// The columns of `summary`, from `s` the stream, `w` its wake-up, `h` its head.
    static let summaryColumns = """
        s.created_at, s.status,
        ARRAY(SELECT u FROM jsonb_each_text(s.labels) l CROSS JOIN LATERAL unnest(ARRAY[l.key, l.value]) u),
        w.parked, h.version, h.hash
        """

    /// The summary in a row whose `summaryColumns` begin at `column`.
    static func summary(
        of stream: StreamID, in reply: Reply, row: Int, column: Int = 0
    ) throws(EventStoreError) -> StreamSummary {
        guard !reply.isNull(row, column), !reply.isNull(row, column + 4) else {
            return StreamSummary(stream: stream, head: .empty, status: .open, labels: [:], createdAt: nil)
        }
        var labels: StreamLabels = [:]
        let texts = try reply.texts(row, column + 2)
        for index in stride(from: 0, to: texts.count - 1, by: 2) { labels[texts[index]] = texts[index + 1] }
        return StreamSummary(
            stream: stream,
            head: StreamHead(
                version: StreamVersion(Int(try reply.int32(row, column + 4))), hash: try reply.hash(row, column + 5)),
            status: StreamStatus(reply.text(row, column + 1)), labels: labels,
            createdAt: try reply.time(row, column),
            parked: reply.isNull(row, column + 3) ? nil : reply.text(row, column + 3))
    }

    private static func isStream(_ stream: String, of other: String) -> String {
        """
        \(stream).stream_id = \(other).stream_id AND \(stream).category = \(other).category \
        AND \(stream).period = \(other).period
        """
    }

    private static func key(_ streams: [StreamID], _ parameters: inout StatementParameters) {
        parameters.add(streams.map(\.uuid))
        parameters.add(streams.map(\.category.rawValue))
        parameters.add(streams.map { Period($0.uuid).number })
    }
}
