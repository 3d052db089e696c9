internal import EventLog
internal import FoundationEssentials

/// The statement that lists one page: always a walk along one index of each partition in the order asked for.
enum PagePlan {
    /// The statement; its text depends on the form of the query only, never on its values.
    static func statement(_ query: StreamQuery) -> BoundStatement {
        var parameters = StatementParameters()
        func next(_ type: String) -> String { "$\(parameters.count + 1)::\(type)" }
        var conditions = ["t.category = \(next("text"))"]
        parameters.add(query.category.rawValue)
        var table = "daybook.stream t"
        let labels = query.labels.sorted { $0.key < $1.key }
        for (index, label) in labels.enumerated() {
            let name = next("text")
            parameters.add(label.key)
            let value = next("text")
            parameters.add(label.value)
            guard index > 0 else {
                table = "daybook.stream_label t"
                conditions.append("t.name = \(name) AND t.value = \(value)")
                continue
            }
            conditions.append(
                """
                EXISTS (SELECT FROM daybook.stream_label o WHERE o.category = t.category AND o.name = \(name)
                AND o.value = \(value) AND o.created_at = t.created_at AND o.stream_id = t.stream_id
                AND o.period = t.period)
                """)
        }
        if let status = query.status {
            conditions.append("\(labels.isEmpty ? "t" : "s").status = \(next("text"))")
            parameters.add(status.rawValue)
        }
        if let from = query.createdFrom {
            conditions.append("t.created_at >= \(next("timestamptz"))")
            parameters.add(from)
        }
        if let before = query.createdBefore {
            conditions.append("t.created_at < \(next("timestamptz"))")
            parameters.add(before)
        }
        if let after = query.after {
            let time = next("timestamptz")
            parameters.add(after.createdAt)
            conditions.append(
                "(t.created_at, t.stream_id) \(query.newestFirst ? "<" : ">") (\(time), \(next("uuid")))")
            parameters.add(after.uuid)
        }
        let direction = query.newestFirst ? "DESC" : "ASC"
        let join = labels.isEmpty || query.status == nil ? "" : "JOIN daybook.stream s ON \(isStream("s"))"
        let limit = next("int8")
        parameters.add(Int64(query.limit + 1))
        let sql = """
            WITH page AS MATERIALIZED (
                SELECT t.stream_id, t.category, t.period, t.created_at FROM \(table) \(join)
                WHERE \(conditions.joined(separator: " AND "))
                ORDER BY t.created_at \(direction), t.stream_id \(direction) LIMIT \(limit))
            SELECT t.stream_id, \(StreamStatements.summaryColumns)
            FROM page t JOIN daybook.stream s ON \(isStream("s"))
            LEFT JOIN daybook.wake_up w ON w.stream_id = t.stream_id AND w.category = t.category
            LEFT JOIN LATERAL (
                SELECT e.version, e.hash FROM daybook.event e WHERE e.stream_id = t.stream_id
                AND e.category = t.category AND e.period = t.period ORDER BY e.version DESC LIMIT 1) h ON true
            ORDER BY t.created_at \(direction), t.stream_id \(direction)
            """
        return BoundStatement(sql, parameters)
    }

    /// The page that the statement's reply holds.
    static func page(_ query: StreamQuery, in reply: Reply) throws(EventStoreError) -> StreamPage {
        var streams: [StreamSummary] = []
        for row in 0..<min(reply.count, query.limit) {
            let stream = StreamID(query.category, try reply.uuid(row, 0))
            streams.append(try StreamStatements.summary(of: stream, in: reply, row: row, column: 1))
        }
        guard reply.count > query.limit, let last = streams.last, let createdAt = last.createdAt else {
            return StreamPage(streams: streams, next: nil)
        }
        return StreamPage(streams: streams, next: StreamCursor(createdAt: createdAt, uuid: last.stream.uuid))
    }

    private static func isStream(_ stream: String) -> String {
        "\(stream).stream_id = t.stream_id AND \(stream).category = t.category AND \(stream).period = t.period"
    }
}
