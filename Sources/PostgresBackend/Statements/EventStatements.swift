internal import EventLog

/// Statements on `daybook.event`.
enum EventStatements {
    /// $1–$9 the columns, sorted by stream and version, so that two writers wait for one another in one order only. A
    /// version that is taken ends the transaction (23505): nothing of a lost append may stay behind. Waits while another
    /// transaction has written the same version and is not over, at most for `lock_timeout`.
    static func insert(_ events: [RecordedEvent]) -> BoundStatement {
        BoundStatement(
            """
            INSERT INTO daybook.event
                (stream_id, commit_id, recorded_at, version, period, category, type, hash, payload)
            SELECT * FROM unnest(
                $1::uuid[], $2::uuid[], $3::timestamptz[], $4::int4[], $5::int2[], $6::text[], $7::text[], $8::bytea[],
                $9::text[])
            """
        ) {
            $0.add(events.map(\.stream.uuid))
            $0.add(events.map(\.commitID.uuid))
            $0.add(events.map(\.recordedAt))
            $0.add(events.map { Int32(clamping: $0.version.rawValue) })
            $0.add(events.map { Period($0.stream.uuid).number })
            $0.add(events.map(\.stream.category.rawValue))
            $0.add(events.map(\.type.rawValue))
            $0.add(events.map(\.hash))
            $0.add(texts: events.map(\.payload))
        }
    }

    /// Ends the transaction unless each predecessor ($1–$5 id, category, period, version, hash) is there, and, where $6
    /// says so, nothing comes after it. Run last: an append without events is checked after it has waited for the rows
    /// it changes, with all that was committed meanwhile.
    static func requireHeads(_ appends: [Append]) -> BoundStatement {
        let filter = PeriodFilter(Set(appends.map { Period($0.stream.uuid) }))
        return BoundStatement(
            """
            SELECT daybook.require_heads(count(*) = $7::int8)::text
            FROM unnest($1::uuid[], $2::text[], $3::int2[], $4::int4[], $5::bytea[], $6::int2[])
                AS a (stream_id, category, period, version, hash, is_last)
            JOIN daybook.event e ON e.stream_id = a.stream_id AND e.version = a.version AND e.category = a.category
                AND e.period = a.period AND \(filter.condition("e.period", first: 8)) AND e.hash = a.hash
            WHERE a.is_last = 0 OR NOT EXISTS (
                SELECT FROM daybook.event n WHERE n.stream_id = a.stream_id AND n.version = a.version + 1
                AND n.category = a.category AND n.period = a.period
                AND \(filter.condition("n.period", first: 8)))
            """
        ) {
            $0.add(appends.map(\.stream.uuid))
            $0.add(appends.map(\.stream.category.rawValue))
            $0.add(appends.map { Period($0.stream.uuid).number })
            $0.add(appends.map { Int32(clamping: $0.expected.version.rawValue) })
            $0.add(appends.map(\.expected.hash))
            $0.add(appends.map { Int16($0.events.isEmpty ? 1 : 0) })
            $0.add(Int64(appends.count))
            filter.add(to: &$0)
        }
    }

    /// For each stream ($1–$3 id, category, period) its head, and the hash of its event of version $4: one row each, in
    /// the order given. NULL where there is none.
    static func heads(_ places: [(stream: StreamID, version: Int64)]) -> BoundStatement {
        let filter = PeriodFilter(Set(places.map { Period($0.stream.uuid) }))
        return BoundStatement(
            """
            SELECT h.version, h.hash, s.hash
            FROM unnest($1::uuid[], $2::text[], $3::int2[], $4::int4[]) WITH ORDINALITY
                AS a (stream_id, category, period, version, place)
            LEFT JOIN LATERAL (
                SELECT e.version, e.hash FROM daybook.event e
                WHERE e.stream_id = a.stream_id AND e.category = a.category AND e.period = a.period
                AND \(filter.condition("e.period", first: 5)) ORDER BY e.version DESC LIMIT 1) h ON true
            LEFT JOIN daybook.event s ON s.stream_id = a.stream_id AND s.version = a.version
                AND s.category = a.category AND s.period = a.period
                AND \(filter.condition("s.period", first: 5))
            ORDER BY a.place
            """
        ) {
            $0.add(places.map(\.stream.uuid))
            $0.add(places.map(\.stream.category.rawValue))
            $0.add(places.map { Period($0.stream.uuid).number })
            $0.add(places.map { Int32(clamping: $0.version) })
            filter.add(to: &$0)
        }
    }

    /// Events of a stream ($1–$3) after version $4, at most $5.
    static func read(_ stream: StreamID, after version: StreamVersion, limit: Int) -> BoundStatement {
        BoundStatement(
            """
            SELECT version, type, recorded_at, commit_id, payload, hash FROM daybook.event
            WHERE stream_id = $1::uuid AND category = $2::text AND period = $3::int2 AND version > $4::int4
            ORDER BY version LIMIT $5::int8
            """
        ) {
            $0.add(stream.uuid)
            $0.add(stream.category.rawValue)
            $0.add(Period(stream.uuid).number)
            $0.add(Int32(clamping: version.rawValue))
            $0.add(Int64(max(0, limit)))
        }
    }

    /// The events that `read` gave.
    static func events(of stream: StreamID, in reply: Reply) throws(EventStoreError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        events.reserveCapacity(reply.count)
        for row in 0..<reply.count {
            events.append(
                RecordedEvent(
                    stream: stream, version: StreamVersion(Int(try reply.int32(row, 0))),
                    type: EventType(reply.text(row, 1)), recordedAt: try reply.time(row, 2),
                    commitID: CommitID(try reply.uuid(row, 3)), payload: reply.bytes(row, 4),
                    hash: try reply.hash(row, 5)))
        }
        return events
    }

    /// The streams after ($1, $2) in the order of their ids, at most $3; for walking over all of them.
    static func streams(after previous: StreamID?, limit: Int) -> BoundStatement {
        BoundStatement(
            """
            SELECT stream_id, category FROM daybook.event
            WHERE version = 1 AND (stream_id, category) > ($1::uuid, $2::text)
            ORDER BY stream_id, category LIMIT $3::int8
            """
        ) {
            $0.add(previous?.uuid ?? .init(high: 0, low: 0))
            $0.add(previous?.category.rawValue ?? "")
            $0.add(Int64(limit))
        }
    }
}
