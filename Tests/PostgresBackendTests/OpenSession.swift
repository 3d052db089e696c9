import CLibPQ

/// A session of somebody else, which may leave a transaction open.
final class OpenSession {
    struct Failure: Error {
        let message: String
    }

    private let handle: OpaquePointer

    init(_ url: String) throws {
        guard let handle = PQconnectdb(url), PQstatus(handle) == CONNECTION_OK else {
            throw Failure(message: "no connection")
        }
        self.handle = handle
    }

    deinit {
        PQfinish(handle)
    }

    func execute(_ sql: String) throws {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
            throw Failure(message: String(cString: PQerrorMessage(handle)))
        }
    }
}
