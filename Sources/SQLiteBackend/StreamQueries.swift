internal import EventLog

/// Reading and writing of the `stream` and `stream_label` tables.
enum StreamQueries {
    /// Enters a stream that has just got its first event.
    static func insert(
        _ stream: StreamID, createdAt: Timestamp, status: StreamStatus, labels: StreamLabels, on connection: Connection
    ) throws(EventStoreError) {
        let row = try connection.statement("INSERT INTO stream VALUES (?, ?, ?, ?, ?)")
        row.bind(1, stream)
        row.bind(3, createdAt.microseconds)
        row.bind(4, status.rawValue)
        row.bind(5, labels.json)
        try row.run()
        try insert(labels, of: stream, createdAt: createdAt, on: connection)
    }

    /// Changes the status.
    static func update(
        status: StreamStatus, of stream: StreamID, on connection: Connection
    ) throws(EventStoreError) {
        let row = try connection.statement("UPDATE stream SET status = ? WHERE category = ? AND stream_id = ?")
        row.bind(1, status.rawValue)
        row.bind(2, stream)
        try row.run()
    }

    /// Changes the labels.
    static func update(
        labels: StreamLabels, of stream: StreamID, on connection: Connection
    ) throws(EventStoreError) {
        let old = try connection.statement(
            "SELECT created_at, labels FROM stream WHERE category = ? AND stream_id = ?")
        old.bind(1, stream)
        guard try old.step() else { throw .corrupted(reason: "the stream \(stream) is not in its table") }
        let createdAt = old.time(0)
        let gone = try self.labels(old.text(1), on: connection)
        old.reset()
        for (name, value) in gone {
            let row = try connection.statement(
                """
                DELETE FROM stream_label
                WHERE category = ? AND name = ? AND value = ? AND created_at = ? AND stream_id = ?
                """)
            bind(row, stream, name, value, createdAt)
            try row.run()
        }
        let row = try connection.statement("UPDATE stream SET labels = ? WHERE category = ? AND stream_id = ?")
        row.bind(1, labels.json)
        row.bind(2, stream)
        try row.run()
        try insert(labels, of: stream, createdAt: createdAt, on: connection)
    }

    private static func insert(
        _ labels: StreamLabels, of stream: StreamID, createdAt: Timestamp, on connection: Connection
    ) throws(EventStoreError) {
        for (name, value) in labels {
            let row = try connection.statement("INSERT INTO stream_label VALUES (?, ?, ?, ?, ?)")
            bind(row, stream, name, value, createdAt)
            try row.run()
        }
    }

    private static func bind(
        _ row: Statement, _ stream: StreamID, _ name: String, _ value: String, _ createdAt: Timestamp
    ) {
        row.bind(1, stream.category.rawValue)
        row.bind(2, name)
        row.bind(3, value)
        row.bind(4, createdAt.microseconds)
        row.bind(5, stream.uuid)
    }

    /// What is known of a stream.
    static func summary(of stream: StreamID, on connection: Connection) throws(EventStoreError) -> StreamSummary {
        let row = try connection.statement(
            """
            SELECT s.created_at, s.status, s.labels, w.parked
            FROM stream s LEFT JOIN wake_up w ON w.category = s.category AND w.stream_id = s.stream_id
            WHERE s.category = ? AND s.stream_id = ?
            """)
        defer { row.reset() }
        row.bind(1, stream)
        guard try row.step() else {
            return StreamSummary(stream: stream, head: .empty, status: .open, labels: [:], createdAt: nil)
        }
        return StreamSummary(
            stream: stream, head: try EventQueries.head(of: stream, on: connection), status: StreamStatus(row.text(1)),
            labels: try labels(row.text(2), on: connection), createdAt: row.time(0),
            parked: row.isNull(3) ? nil : row.text(3))
    }

    /// A page of streams.
    static func page(_ query: StreamQuery, on connection: Connection) throws(EventStoreError) -> StreamPage {
        let plan = PagePlan(query)
        let rows = try connection.statement(plan.sql)
        defer { rows.reset() }
        plan.bind(to: rows)
        var places: [StreamCursor] = []
        while try rows.step() { places.append(StreamCursor(createdAt: rows.time(1), uuid: try rows.uuid(0))) }
        rows.reset()
        let hasMore = places.count > query.limit
        var streams: [StreamSummary] = []
        for place in places.prefix(query.limit) {
            streams.append(try summary(of: StreamID(query.category, place.uuid), on: connection))
        }
        return StreamPage(streams: streams, next: hasMore ? places[query.limit - 1] : nil)
    }

    private static func labels(_ json: String, on connection: Connection) throws(EventStoreError) -> StreamLabels {
        if json == "{}" { return [:] }
        let rows = try connection.statement("SELECT key, value FROM json_each(?)")
        defer { rows.reset() }
        rows.bind(1, json)
        var labels: StreamLabels = [:]
        while try rows.step() { labels[rows.text(0)] = rows.text(1) }
        return labels
    }
}
