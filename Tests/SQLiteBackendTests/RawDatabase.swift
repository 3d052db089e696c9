import CSQLite

/// The file as anybody with the `sqlite3` command sees it.
final class RawDatabase {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let handle: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else { throw Failure(description: "cannot open") }
        handle = opened
        sqlite3_busy_timeout(handle, 10_000)
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    func execute(_ sql: String) throws {
        _ = try rows(sql)
    }

    /// All rows of the last statement that gives some, each column quoted as SQLite quotes it.
    func rows(_ sql: String) throws -> [[String]] {
        var rest = sql
        var rows: [[String]] = []
        while !rest.allSatisfy(\.isWhitespace) {
            var statement: OpaquePointer?
            var tail = ""
            let code = rest.withCString { start in
                var end: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v2(handle, start, -1, &statement, &end)
                tail = end.map { String(cString: $0) } ?? ""
                return code
            }
            guard code == SQLITE_OK else { throw Failure(description: String(cString: sqlite3_errmsg(handle))) }
            rest = tail
            defer { sqlite3_finalize(statement) }
            step: while true {
                switch sqlite3_step(statement) {
                case SQLITE_ROW:
                    rows.append(
                        (0..<sqlite3_column_count(statement)).map { column in
                            sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
                        })
                case SQLITE_DONE: break step
                default: throw Failure(description: String(cString: sqlite3_errmsg(handle)))
                }
            }
        }
        return rows
    }
}
