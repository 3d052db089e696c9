internal import CSQLite
internal import EventLog

/// The file of a store and how it is opened.
struct StoreFile: Sendable {
    /// The path without links.
    let path: String
    let configuration: SQLiteConfiguration

    /// Finds the file, which need not be there yet.
    ///
    /// - Throws: `invalidRequest` for a path at which there can be no store.
    init(path: String, configuration: SQLiteConfiguration) throws(EventStoreError) {
        self.path = try StorePath.resolve(path)
        self.configuration = configuration
    }

    /// The file of locks that tells which workers' processes live.
    var workersPath: String { path + "-workers" }

    /// Refuses a path at which there can be no store, in plain words, and makes the file readable by its owner only.
    func prepare(isReadOnly: Bool) throws(EventStoreError) {
        let kind = daybook_kind_of(path)
        guard kind < 2 else { throw .invalidRequest(reason: "\(path) is \(kind == 2 ? "a directory" : "no file")") }
        try StorePath.refuseHardLinks(path)
        guard !isReadOnly else {
            guard kind == 1 else { throw .invalidRequest(reason: "there is no file \(path)") }
            // SQLite would call it unable to open the file, whatever the reason.
            guard access(path, R_OK) == 0 else {
                throw .invalidRequest(reason: "cannot read \(path): \(String(cString: strerror(daybook_errno())))")
            }
            return
        }
        try refuseReadOnlyDirectory()
        let file = daybook_open(path, O_RDWR | O_CREAT, 0o600)
        guard file >= 0 else {
            let code = daybook_errno()
            let reason = "cannot write to \(path): \(String(cString: strerror(code)))"
            switch code {
            case EACCES, EPERM, EROFS: throw .readOnly(reason: reason)
            case ENOSPC, EDQUOT: throw .full(reason: reason)
            default: throw .invalidRequest(reason: reason)
            }
        }
        close(file)
    }

    /// Refuses a directory in which SQLite cannot make the files that it keeps beside its own.
    private func refuseReadOnlyDirectory() throws(EventStoreError) {
        let directory = StorePath.directory(of: path)
        guard access(directory, W_OK | X_OK) != 0 else { return }
        let reason = "cannot write to the directory \(directory): \(String(cString: strerror(daybook_errno())))"
        throw .readOnly(reason: reason)
    }

    /// The writer's connection, with the schema brought up to date.
    func openForWriting() throws(EventStoreError) -> WriteSession {
        try prepare(isReadOnly: false)
        let connection = try Connection(
            path: path, flags: SQLITE_OPEN_READWRITE, patience: configuration.busyTimeout)
        // First of all, because the next line would already change a database that is not ours.
        try Schema.checkOwner(connection)
        try connection.execute("PRAGMA journal_mode = WAL", while: "opening it")
        try connection.execute(
            """
            PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA recursive_triggers = ON;
            PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = \(configuration.checkpointPages);
            PRAGMA journal_size_limit = 67108864;
            """,
            while: "opening it")
        try Schema.migrate(connection, now: configuration.clock())
        if let limit = configuration.pageLimit { try connection.execute("PRAGMA max_page_count = \(limit)") }
        let session = WriteSession(
            connection: connection, slots: try WorkerSlots(path: workersPath), clock: configuration.clock)
        try session.forgetOldCommits()
        return session
    }

    /// A connection that reads only.
    func openForReading() throws(EventStoreError) -> Connection {
        let connection = try Connection(
            path: path, flags: SQLITE_OPEN_READONLY, patience: configuration.busyTimeout)
        try connection.execute(
            "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8000;",
            while: "opening it")
        return connection
    }
}
