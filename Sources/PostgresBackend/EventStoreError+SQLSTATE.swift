internal import EventLog

extension EventStoreError {
    /// What a failure means for the caller: the one place where SQLSTATEs are read for it.
    ///
    /// - Parameter action: what was being done, such as `committing`.
    init(_ failure: PostgresFailure, while action: String) {
        switch failure {
        case .closed: self = .closed
        case .lost(let reason), .unreachable(let reason):
            self = .unavailable(reason: "\(reason) while \(action)")
        case .refused(let error): self = .postgres(error, while: action)
        }
    }

    private static func postgres(_ error: ServerError, while action: String) -> EventStoreError {
        let reason = "\(error.message) while \(action) (SQLSTATE \(error.code))"
        switch error.code {
        case "53100": return .full(reason: reason)  // disk_full
        case "25006": return .readOnly(reason: reason)  // read_only_sql_transaction: a standby, or a read-only session
        case "42P01", "3F000", "42883":  // undefined_table, invalid_schema_name, undefined_function
            return .other(
                code: error.code,
                reason: "\(reason): the schema daybook is missing or incomplete in this database; run migrate() first")
        case "42501":  // insufficient_privilege
            return .other(
                code: error.code,
                reason: "\(reason): the role that connects must be a member of daybook_engine")
        case SQLState.readOnlyLog: return .other(code: error.code, reason: reason)
        case "XX001", "XX002": return .corrupted(reason: reason)  // data_corrupted, index_corrupted
        case "54000":  // program_limit_exceeded: a label too long for an index, for example
            return .invalidRequest(reason: reason)
        default: break
        }
        switch error.code.prefix(2) {
        // Another attempt may go well: connection, transaction rolled back, resources, a lock that somebody has, an
        // operator's intervention, a system error.
        case "08", "40", "53", "55", "57", "58": return .unavailable(reason: reason)
        // What a statement was given cannot be a value of its type.
        case "22": return .invalidRequest(reason: reason)
        // What was prepared is gone: the next connection prepares it again.
        case "26", "0A": return .unavailable(reason: reason)
        default: return .other(code: error.code, reason: reason)
        }
    }
}
