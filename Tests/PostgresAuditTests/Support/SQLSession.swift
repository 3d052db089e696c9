import CLibPQ

/// A connection for SQL as a person types it: every value comes back as the text that Postgres prints.
final class SQLSession {
    private let handle: OpaquePointer
    private let database: AuditDatabase?

    /// Connects, and shows times in UTC. The database stays for as long as the session.
    init(_ connectionString: String, of database: AuditDatabase? = nil) throws {
        self.database = database
        guard let handle = PQconnectdb(connectionString) else { throw SQLFailure(state: "08000", message: "no memory") }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw SQLFailure(state: "08000", message: String(cString: PQerrorMessage(handle)))
        }
        try run("SET TimeZone = 'UTC'; SET client_min_messages = warning")
    }

    deinit {
        PQfinish(handle)
    }

    /// The columns' names and the rows of the last statement.
    @discardableResult
    func run(_ sql: String) throws -> (columns: [String], rows: [[String?]]) {
        guard let result = PQexec(handle, sql) else {
            throw SQLFailure(state: "08006", message: String(cString: PQerrorMessage(handle)))
        }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: break
        default:
            throw SQLFailure(
                state: PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? "",
                message: String(cString: PQresultErrorMessage(result)))
        }
        let columns = (0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) }
        let rows = (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in
                PQgetisnull(result, row, column) != 0 ? nil : String(cString: PQgetvalue(result, row, column))
            }
        }
        return (columns, rows)
    }

    /// The rows of the last statement.
    func rows(_ sql: String) throws -> [[String?]] { try run(sql).rows }

    /// The first column.
    func column(_ sql: String) throws -> [String?] { try rows(sql).map { $0[0] } }

    /// The first value of the first row.
    func value(_ sql: String) throws -> String? { try rows(sql).first?.first ?? nil }

    /// What others told of on a channel since it was last asked.
    func notifications(on channel: String) throws -> [String] {
        // Whatever was committed before this statement has arrived with its answer.
        try run("SELECT 1")
        var payloads: [String] = []
        while let notification = PQnotifies(handle) {
            defer { PQfreemem(notification) }
            if String(cString: notification.pointee.relname) == channel {
                payloads.append(String(cString: notification.pointee.extra))
            }
        }
        return payloads
    }

    /// The SQLSTATE with which it is refused; `nil` where it is not.
    func refusal(_ sql: String) throws -> String? {
        do {
            try run(sql)
            return nil
        } catch let failure as SQLFailure {
            return failure.state
        }
    }

    /// A text as a literal.
    static func quote(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }
}
