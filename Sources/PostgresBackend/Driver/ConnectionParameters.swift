internal import CLibPQ
internal import EventLog
internal import FoundationEssentials

/// How to connect: the user's connection string as it is, and our defaults for what it leaves open.
///
/// Never printed: it may hold a password.
struct ConnectionParameters: Sendable {
    /// What we add where the user said nothing: a dead server is noticed within half a minute.
    private static let defaults = [
        "connect_timeout": "10", "keepalives": "1", "keepalives_idle": "30", "keepalives_interval": "10",
        "keepalives_count": "3", "tcp_user_timeout": "30000",
    ]

    private let connectionString: String
    private let additions: [String: String]

    /// Takes a URI or a string of keywords, anything that libpq understands.
    ///
    /// - Throws: `invalidRequest` for another string, without quoting it.
    init(_ connectionString: String) throws(EventStoreError) {
        var problem: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(connectionString, &problem) else {
            PQfreemem(problem)
            throw .invalidRequest(reason: "the connection string is none that libpq understands")
        }
        defer { PQconninfoFree(options) }
        var isSet: [String: Bool] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            let variable = option.pointee.envvar.flatMap { getenv($0) }
            isSet[String(cString: keyword)] = option.pointee.val != nil || variable != nil
            option += 1
        }
        // What a service file says is known to libpq only, and what is given here would override it.
        let hasService = isSet["service"] == true
        var additions = ["client_encoding": "UTF8", "fallback_application_name": "daybook"]
        for (keyword, value) in Self.defaults where !hasService && isSet[keyword] == false {
            additions[keyword] = value
        }
        self.connectionString = connectionString
        self.additions = additions
    }

    /// Connects and waits until it is done. It may wait for name resolution, also between the hosts of a list: hence never
    /// on a thread that others need.
    func connect() -> Result<ConnectionHandle, PostgresFailure> {
        let pairs = [("dbname", connectionString)] + additions.sorted { $0.key < $1.key }
        let keywords = pairs.map { strdup($0.0) }
        let values = pairs.map { strdup($0.1) }
        defer { for text in keywords + values { free(text) } }
        let handle = PQconnectdbParams(
            keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
        guard let handle else { return .failure(.unreachable(reason: "out of memory")) }
        daybook_pq_silence(handle)
        guard PQstatus(handle) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(handle)).trimmed
            PQfinish(handle)
            return .failure(.unreachable(reason: reason))
        }
        return .success(ConnectionHandle(pointer: handle))
    }
}

extension String {
    /// Without the line breaks with which libpq ends its messages, and the tabs with which it indents them.
    var trimmed: String {
        let lines = split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
        return lines.filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
