internal import EventLog
internal import Threads

/// The rows of a query: a statement that is stepped on a thread of its own, so that its snapshot outlives one call.
final class SQLiteQueryCursor: QueryCursor {
    /// What only the thread touches.
    private final class Session {
        let connection: Connection
        var statement: Statement?

        init(_ connection: Connection) {
            self.connection = connection
        }
    }

    private struct Job: Sendable {
        let run: @Sendable (Session) throws(EventStoreError) -> Void
        let fail: @Sendable (EventStoreError) -> Void
    }

    private let jobs: Mailbox<Job>
    private let end = Latch()

    init(file: StoreFile) {
        let jobs = Mailbox<Job>()
        self.jobs = jobs
        DedicatedThread.start { [end] in
            SQLiteQueryCursor.run(jobs, on: file)
            end.arrive()
        }
    }

    deinit {
        jobs.close()
    }

    /// Begins the query.
    func open(_ sql: String, _ values: [QueryValue]) async throws(EventStoreError) {
        var query = Substring(sql)
        while let last = query.last, last.isWhitespace || last == ";" { query.removeLast() }
        let text = String(query)
        try await perform { session throws(EventStoreError) in
            // Inside of another query it can only be a `SELECT`.
            _ = try session.connection.onlyStatement("SELECT * FROM (\n\(text)\n)")
            let statement = try session.connection.onlyStatement(text)
            try statement.bind(values)
            try statement.checkNames()
            session.statement = statement
        }
    }

    func next(_ limit: Int) async throws(EventStoreError) -> [[UInt8]] {
        try await perform { session throws(EventStoreError) in
            var rows: [[UInt8]] = []
            while rows.count < limit, let statement = session.statement {
                if try statement.step() {
                    rows.append(try statement.jsonRow())
                } else {
                    session.statement = nil
                }
            }
            return rows
        }
    }

    func close() async {
        jobs.close()
        await end.wait()
    }

    private func perform<Value: Sendable>(
        _ body: @escaping @Sendable (Session) throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> Value {
        let result: Result<Value, EventStoreError> = await withUnsafeContinuation { continuation in
            let job = Job(
                run: { session throws(EventStoreError) in
                    let value = try body(session)
                    continuation.resume(returning: .success(value))
                },
                fail: { continuation.resume(returning: .failure($0)) })
            if !jobs.put(job) { job.fail(.closed) }
        }
        do throws(EventStoreError) {
            return try result.get()
        } catch .other(_, let reason) {
            throw .invalidRequest(reason: "SQLite refuses the query: \(reason)")
        }
    }

    private static func run(_ jobs: Mailbox<Job>, on file: StoreFile) {
        var session: Session?
        while let job = jobs.take(upTo: 1).first {
            do throws(EventStoreError) {
                let opened: Session
                if let session { opened = session } else { opened = Session(try file.openForReading()) }
                session = opened
                try job.run(opened)
            } catch {
                job.fail(error)
            }
        }
    }
}
