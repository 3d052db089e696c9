internal import CSQLite
internal import EventLog

/// One connection to the file, used by one thread only.
final class Connection {
    private let handle: OpaquePointer
    private var statements: [String: Statement] = [:]

    /// Opens a file with SQLite's `flags`; a lock of another process is waited for up to `patience`.
    init(path: String, flags: Int32, patience: Duration) throws(EventStoreError) {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            let systemCode = sqlite3_system_errno(opened)
            sqlite3_close_v2(opened)
            throw .sqlite(code: code, systemCode: systemCode, message: message, action: "opening \(path)")
        }
        handle = opened
        sqlite3_busy_timeout(handle, Int32(clamping: patience.milliseconds))
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Runs statements that give no rows and have no parameters.
    ///
    /// - Parameter action: what an error says was being done; the statements themselves tell a person nothing.
    func execute(_ sql: String, while action: String = "writing") throws(EventStoreError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil), action)
    }

    /// A statement ready to be bound; the same text gives the same statement again.
    func statement(_ sql: String) throws(EventStoreError) -> Statement {
        if let known = statements[sql] {
            known.reset()
            return known
        }
        var prepared: OpaquePointer?
        try check(
            sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil),
            "preparing a statement")
        guard let prepared else { throw .other(code: "SQLITE 1", reason: "an empty statement") }
        let statement = Statement(prepared, of: self)
        statements[sql] = statement
        return statement
    }

    /// A statement that somebody else wrote, of which there may be no second one behind it.
    func onlyStatement(_ sql: String) throws(EventStoreError) -> Statement {
        var prepared: OpaquePointer?
        var rest = ""
        let code = sql.withCString { text in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v2(handle, text, -1, &prepared, &tail)
            rest = tail.map { String(cString: $0) } ?? ""
            return code
        }
        try check(code, "preparing a query")
        guard let prepared else { throw .invalidRequest(reason: "there is no query") }
        let statement = Statement(prepared, of: self)
        guard rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
            throw .invalidRequest(reason: "there is more than one query")
        }
        return statement
    }

    /// The first column of the first row as a number; `nil` where there is none.
    func number(_ sql: String) throws(EventStoreError) -> Int64? {
        let statement = try statement(sql)
        let value = try statement.step() ? statement.integer(0) : nil
        statement.reset()
        return value
    }

    /// Whether a transaction is open: SQLite itself ends it on some errors.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// How many rows were changed since the connection was opened.
    var changeCount: Int64 { sqlite3_total_changes64(handle) }

    /// Ends an open transaction without its changes.
    func rollBack() {
        guard isInTransaction else { return }
        for statement in statements.values { statement.reset() }
        sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }

    /// Throws what the code means unless it is a success.
    func check(_ code: Int32, _ action: @autoclosure () -> String) throws(EventStoreError) {
        guard code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE else {
            // SQLite does not always note the error of the system call; a failed call leaves it here.
            let (noted, left) = (sqlite3_system_errno(handle), daybook_errno())
            throw .sqlite(
                code: code, systemCode: noted == 0 ? left : noted, message: String(cString: sqlite3_errmsg(handle)),
                action: action())
        }
    }
}
