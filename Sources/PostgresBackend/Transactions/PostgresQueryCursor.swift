internal import EventLog

/// A server-side cursor: the server keeps the rows, all of the moment in which it was declared.
final class PostgresQueryCursor: QueryCursor {
    private let transaction: PostgresTransaction

    init(_ transaction: PostgresTransaction) {
        self.transaction = transaction
    }

    func open(_ sql: String, _ values: [QueryValue]) async throws(EventStoreError) {
        _ = try await execute("SET TRANSACTION READ ONLY")
        // A comment at the end of the query ends with its line, and a semicolon is not wanted inside.
        var query = Substring(sql)
        while let last = query.last, last.isWhitespace || last == ";" { query.removeLast() }
        _ = try await execute(
            "DECLARE daybook_rows NO SCROLL CURSOR FOR SELECT row_to_json(\"row\")::text FROM (\n\(query)\n) AS \"row\"",
            values.map(\.postgresText))
    }

    func next(_ limit: Int) async throws(EventStoreError) -> [[UInt8]] {
        try await execute("FETCH \(limit) FROM daybook_rows").map { Array(($0.first.flatMap(\.self) ?? "null").utf8) }
    }

    func close() async {
        await transaction.rollBack()
    }

    private func execute(_ sql: String, _ values: [String?] = []) async throws(EventStoreError) -> [[String?]] {
        do throws(PostgresQueryError) {
            return try await transaction.execute(sql, values)
        } catch {
            guard let code = error.sqlState else { throw .unavailable(reason: error.message) }
            let reason = "the server refuses the query: \(error.message) (SQLSTATE \(code))"
            // The connection, a conflict with recovery, too little of something, a server that ends: another time it is answered.
            let isPassing = ["08", "40", "53", "57"].contains(code.prefix(2)) || code == "25P03"
            throw isPassing ? .unavailable(reason: reason) : .invalidRequest(reason: reason)
        }
    }
}

extension QueryValue {
    fileprivate var postgresText: String? {
        switch self {
        case .null: nil
        case .bool(let value): value ? "true" : "false"
        case .number(let text), .text(let text): text
        }
    }
}
