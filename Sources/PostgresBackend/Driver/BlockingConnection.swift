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

    /// Where the session's transaction stands.
    enum TransactionState {
        case idle, open, failed, dead
    }

    var state: TransactionState {
        switch PQtransactionStatus(handle) {
        case PQTRANS_IDLE: .idle
        case PQTRANS_INTRANS, PQTRANS_ACTIVE: .open
        case PQTRANS_INERROR: .failed
        default: .dead
        }
    }

    /// Runs statements without parameters whose rows are not wanted.
    func execute(_ sql: String, while action: String) throws(EventStoreError) {
        _ = try get(reply(PQexec(handle, sql)), action)
    }

    /// Runs one statement and gives its rows.
    @discardableResult
    func run(_ statement: BoundStatement, while action: String) throws(EventStoreError) -> Reply {
        try get(answer(to: statement), action)
    }

    /// Runs one statement and gives its rows, in binary form, or what the server says against it.
    func answer(to statement: BoundStatement) -> Result<Reply, PostgresFailure> {
        reply(
            statement.parameters.withPointers { values, lengths, formats in
                PQexecParams(handle, statement.sql, Int32(statement.parameters.count), nil, values, lengths, formats, 1)
            })
    }

    /// Runs one statement with values as text, whose types the server chooses, and gives its rows as text.
    func answer(to sql: String, _ values: [String?]) -> Result<Reply, PostgresFailure> {
        var texts: [UnsafeMutablePointer<CChar>?] = values.map { $0.map { strdup($0) } ?? nil }
        defer { texts.forEach { free($0) } }
        return texts.withUnsafeMutableBufferPointer { buffer in
            buffer.withMemoryRebound(to: UnsafePointer<CChar>?.self) { pointers in
                reply(PQexecParams(handle, sql, Int32(values.count), nil, pointers.baseAddress, nil, nil, 0))
            }
        }
    }

    /// What the server says of itself, such as `server_encoding`.
    func parameter(_ name: String) -> String? { PQparameterStatus(handle, name).map { String(cString: $0) } }

    private func reply(_ result: OpaquePointer?) -> Result<Reply, PostgresFailure> {
        guard let result else { return .failure(.lost(reason: String(cString: PQerrorMessage(handle)).trimmed)) }
        let reply = Reply(result)
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return .success(reply)
        default:
            let error = ServerError(result)
            // Without a code it is libpq that speaks, of a connection that broke.
            guard !error.code.isEmpty, PQstatus(handle) == CONNECTION_OK else {
                return .failure(.lost(reason: error.message))
            }
            return .failure(.refused(error))
        }
    }

    private func get(
        _ result: Result<Reply, PostgresFailure>, _ action: String
    ) throws(EventStoreError) -> Reply {
        switch result {
        case .success(let reply): return reply
        case .failure(let failure): throw EventStoreError(failure, while: action)
        }
    }
}
