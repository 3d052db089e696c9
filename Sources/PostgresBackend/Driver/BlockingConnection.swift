internal import CLibPQ
internal import EventLog

/// A connection that waits for each answer, for what is long and rare: looking at the schema, migrating, rebuilding.
/// Used by one dedicated thread only.
final class BlockingConnection {
    private let handle: OpaquePointer

    /// Connects.
    init(_ parameters: ConnectionParameters) throws(EventStoreError) {
        switch parameters.connect() {
        case .success(let handle): self.handle = handle.pointer
        case .failure(let failure): throw EventStoreError(failure, while: "connecting")
        }
    }

    deinit {
        PQfinish(handle)
    }

    /// Runs statements without parameters whose rows are not wanted.
    func execute(_ sql: String, while action: String) throws(EventStoreError) {
        guard let result = PQexec(handle, sql) else { throw lost(action) }
        defer { PQclear(result) }
        try check(result, action)
    }

    /// Runs one statement and gives its rows.
    @discardableResult
    func run(_ statement: BoundStatement, while action: String) throws(EventStoreError) -> Reply {
        let result = statement.parameters.withPointers { values, lengths, formats in
            PQexecParams(handle, statement.sql, Int32(statement.parameters.count), nil, values, lengths, formats, 1)
        }
        guard let result else { throw lost(action) }
        let reply = Reply(result)
        try check(result, action)
        return reply
    }

    /// What the server says of itself, such as `server_encoding`.
    func parameter(_ name: String) -> String? { PQparameterStatus(handle, name).map { String(cString: $0) } }

    private func check(_ result: OpaquePointer, _ action: String) throws(EventStoreError) {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return
        default: throw EventStoreError(.refused(ServerError(result)), while: action)
        }
    }

    private func lost(_ action: String) -> EventStoreError {
        EventStoreError(.lost(reason: String(cString: PQerrorMessage(handle)).trimmed), while: action)
    }
}
