internal import EventLog
internal import FoundationEssentials

/// The statement that lists one page: always a walk along one index in the order asked for.
struct PagePlan {
    /// The text; it depends on the form of the query only, never on its values.
    let sql: String
    private let values: [Value]

    private enum Value {
        case text(String)
        case time(Timestamp)
        case uuid(UUID)
        case number(Int)
    }

    init(_ query: StreamQuery) {
        var values: [Value] = [.text(query.category.rawValue)]
        var conditions = ["t.category = ?"]
        var table = "stream t"
        let labels = query.labels.sorted { $0.key < $1.key }
        if let first = labels.first {
            table = "stream_label t"
            conditions.append("t.name = ? AND t.value = ?")
            values += [.text(first.key), .text(first.value)]
            for other in labels.dropFirst() {
                conditions.append(
                    """
                    EXISTS (SELECT 1 FROM stream_label o WHERE o.category = t.category AND o.name = ? AND o.value = ?
                    AND o.created_at = t.created_at AND o.stream_id = t.stream_id)
                    """)
                values += [.text(other.key), .text(other.value)]
            }
        }
        if let status = query.status {
            conditions.append(
                labels.isEmpty
                    ? "t.status = ?"
                    : """
                    EXISTS (SELECT 1 FROM stream s WHERE s.category = t.category AND s.stream_id = t.stream_id
                    AND s.status = ?)
                    """)
            values.append(.text(status.rawValue))
        }
        if let from = query.createdFrom {
            conditions.append("t.created_at >= ?")
            values.append(.time(from))
        }
        if let before = query.createdBefore {
            conditions.append("t.created_at < ?")
            values.append(.time(before))
        }
        if let after = query.after {
            conditions.append("(t.created_at, t.stream_id) \(query.newestFirst ? "<" : ">") (?, ?)")
            values += [.time(after.createdAt), .uuid(after.uuid)]
        }
        let direction = query.newestFirst ? "DESC" : "ASC"
        sql = """
            SELECT t.stream_id, t.created_at FROM \(table) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY t.created_at \(direction), t.stream_id \(direction) LIMIT ?
            """
        self.values = values + [.number(query.limit + 1)]
    }

    /// Binds the query's values.
    func bind(to statement: Statement) {
        for (index, value) in values.enumerated() {
            let parameter = Int32(index + 1)
            switch value {
            case .text(let text): statement.bind(parameter, text)
            case .time(let time): statement.bind(parameter, time.microseconds)
            case .uuid(let uuid): statement.bind(parameter, uuid)
            case .number(let number): statement.bind(parameter, Int64(number))
            }
        }
    }
}
