import CLibPQ

/// A database as anybody with `psql` sees it.
final class RawSession {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let handle: OpaquePointer

    /// Connects; the log's tables need no name of their schema.
    init(_ url: String) throws {
        guard let handle = PQconnectdb(url) else { throw Failure(description: "no memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(handle))
            PQfinish(handle)
            throw Failure(description: reason)
        }
        self.handle = handle
        // The compiler of Postgres takes longer for an audit than it takes to read a small log.
        _ = try rows(
            "SET client_min_messages = warning; SET search_path = daybook; SET jit = off; SET TimeZone = 'UTC'")
    }

    deinit {
        PQfinish(handle)
    }

    /// All rows of the last statement, each column as text.
    func rows(_ sql: String) throws -> [[String]] {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: break
        default: throw Failure(description: String(cString: PQerrorMessage(handle)))
        }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in
                PQgetisnull(result, row, column) != 0 ? "NULL" : String(cString: PQgetvalue(result, row, column))
            }
        }
    }
}
