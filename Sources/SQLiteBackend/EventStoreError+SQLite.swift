internal import CSQLite
internal import EventLog

extension EventStoreError {
    /// What an SQLite result means for the caller: the one place where result codes are read.
    ///
    /// - Parameters:
    ///   - code: the extended result code.
    ///   - systemCode: the `errno` of the system call that failed, if one did.
    ///   - message: SQLite's own words; they name tables and columns, never stored values.
    ///   - action: what was being done, such as `committing`.
    static func sqlite(
        code: Int32, systemCode: Int32, message: String, action: String
    ) -> EventStoreError {
        let reason = "\(message) while \(action) (SQLite \(code))"
        if daybook_is_write_failure(code) != 0, [ENOSPC, EDQUOT, EFBIG].contains(systemCode) {
            return .full(reason: reason)
        }
        switch code & 0xff {
        case SQLITE_FULL: return .full(reason: reason)
        case SQLITE_READONLY, SQLITE_PERM: return .readOnly(reason: reason)
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_NOMEM, SQLITE_PROTOCOL, SQLITE_INTERRUPT:
            return .unavailable(reason: reason)
        case SQLITE_CANTOPEN: return .unavailable(reason: reason)
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupted(reason: reason)
        default: return .other(code: "SQLITE \(code)", reason: reason)
        }
    }
}
