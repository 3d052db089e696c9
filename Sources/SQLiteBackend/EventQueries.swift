internal import EventLog

/// Reading and writing of the `event` table.
enum EventQueries {
    /// Where a stream ends.
    static func head(of stream: StreamID, on connection: Connection) throws(EventStoreError) -> StreamHead {
        let row = try connection.statement(
            "SELECT version, hash FROM event WHERE category = ? AND stream_id = ? ORDER BY version DESC LIMIT 1")
        defer { row.reset() }
        row.bind(1, stream)
        guard try row.step() else { return .empty }
        return StreamHead(version: StreamVersion(rawValue: row.integer(0)), hash: try row.hash(1))
    }

    /// Whether this very event is stored.
    static func contains(_ event: RecordedEvent, on connection: Connection) throws(EventStoreError) -> Bool {
        let row = try connection.statement(
            "SELECT hash FROM event WHERE category = ? AND stream_id = ? AND version = ?")
        defer { row.reset() }
        row.bind(1, event.stream)
        row.bind(3, event.version.rawValue)
        guard try row.step() else { return false }
        return try row.hash(0) == event.hash
    }

    /// Writes an event behind its predecessor.
    static func insert(_ event: RecordedEvent, on connection: Connection) throws(EventStoreError) {
        let row = try connection.statement(
            """
            INSERT INTO event (category, stream_id, version, type, recorded_at, commit_id, payload, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        row.bind(1, event.stream)
        row.bind(3, event.version.rawValue)
        row.bind(4, event.type.rawValue)
        row.bind(5, event.recordedAt.microseconds)
        row.bind(6, event.commitID.uuid)
        row.bind(7, text: event.payload)
        row.bind(8, event.hash)
        try row.run()
    }

    /// Events after a version, in order.
    static func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int, on connection: Connection
    ) throws(EventStoreError) -> [RecordedEvent] {
        let rows = try connection.statement(
            """
            SELECT version, type, recorded_at, commit_id, payload, hash FROM event
            WHERE category = ? AND stream_id = ? AND version > ? ORDER BY version LIMIT ?
            """)
        defer { rows.reset() }
        rows.bind(1, stream)
        rows.bind(3, version.rawValue)
        rows.bind(4, Int64(max(0, limit)))
        var events: [RecordedEvent] = []
        while try rows.step() {
            events.append(
                RecordedEvent(
                    stream: stream, version: StreamVersion(rawValue: rows.integer(0)), type: EventType(rows.text(1)),
                    recordedAt: rows.time(2), commitID: CommitID(try rows.uuid(3)), payload: rows.bytes(4),
                    hash: try rows.hash(5)))
        }
        return events
    }

    /// The stream that comes after another one in the order of category and id; for walking over all of them.
    static func stream(
        after previous: StreamID?, on connection: Connection
    ) throws(EventStoreError) -> StreamID? {
        let row = try connection.statement(
            """
            SELECT category, stream_id FROM event
            WHERE (category, stream_id) > (?, ?) ORDER BY category, stream_id LIMIT 1
            """)
        defer { row.reset() }
        row.bind(1, previous?.category.rawValue ?? "")
        row.bind(2, previous?.uuid ?? .init(high: 0, low: 0))
        return try row.step() ? try row.stream(0) : nil
    }
}
