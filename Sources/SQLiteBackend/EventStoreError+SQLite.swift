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
        // SQLite says what it cannot do, and not why.
        let why =
            switch code {
            case readOnlyDirectory: ": its directory cannot be written to"
            case _ where code & 0xff == SQLITE_CANTOPEN && systemCode != 0: ": \(String(cString: strerror(systemCode)))"
            default: ""
            }
        let reason = "\(message)\(why) while \(action) (SQLite \(code))"
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

    /// `SQLITE_READONLY_DIRECTORY`, a macro that Swift does not see: no file can be made beside the database.
    private static let readOnlyDirectory = SQLITE_READONLY | 6 << 8
}
