public import EventLog

/// A store in one file on SQLite: durable, for one machine, safe to open by several processes at once.
///
/// One thread of each process writes and lets everybody who waits share a transaction; others read. Nothing here holds a
/// thread of the pool that tasks share. See `docs/decisions/0004-sqlite-store.md`.
public final class SQLiteEventStore: RebuildableEventStore {
    let file: StoreFile
    private let writer: Writer?
    private let readers: ReaderPool
    private let hub: ChangeHub
    private let watcher: ChangeWatcher

    private init(file: StoreFile, writer: Writer?, hub: ChangeHub) {
        self.file = file
        self.writer = writer
        self.hub = hub
        self.readers = ReaderPool(file: file)
        self.watcher = ChangeWatcher(file: file, hub: hub)
    }

    deinit {
        endThreads()
    }

    /// Opens the store at `path`; makes it, readable by its owner only, where there is none. Symbolic links are followed;
    /// a file with several names (hard links) is refused.
    ///
    /// - Parameters:
    ///   - readOnly: for auditors; the file must exist, and whatever would write fails with `readOnly`.
    /// - Throws: `invalidRequest` for a path at which no store can be, `readOnly` without the permission to write,
    ///   `newerSchema` for a file of a newer program, `corrupted` for a file that is no database or has another schema.
    public static func open(
        path: String, readOnly: Bool = false, configuration: SQLiteConfiguration = SQLiteConfiguration()
    ) async throws(EventStoreError) -> SQLiteEventStore {
        let file = try StoreFile(path: path, configuration: configuration)
        let hub = ChangeHub()
        guard !readOnly else {
            try file.prepare(isReadOnly: true)
            let store = SQLiteEventStore(file: file, writer: nil, hub: hub)
            try await store.reading { connection throws(EventStoreError) in try Schema.check(connection) }
            return store
        }
        let writer = Writer(hub: hub, hooks: configuration.hooks)
        let failure: EventStoreError? = await withUnsafeContinuation { continuation in
            writer.start(
                opening: { () throws(EventStoreError) in try file.openForWriting() },
                isOpen: { continuation.resume(returning: $0) })
        }
        if let failure { throw failure }
        return SQLiteEventStore(file: file, writer: writer, hub: hub)
    }

    /// Ends the store's threads after what they have been given, and brings the write-ahead log into the file.
    ///
    /// Afterwards every request fails with `closed`. Workers that did not retire count as dead.
    public func close() async {
        endThreads()
        await readers.waitForEnd()
        await writer?.waitForEnd()
    }

    private func endThreads() {
        watcher.close()
        readers.close()
        writer?.close()
        hub.finish()
    }

    // MARK: EventStore

    /// Makes commits durable, sharing a transaction with whoever waits at the same moment.
    public func commit(_ commits: [Commit]) async throws(EventStoreError) -> [CommitOutcome] {
        for commit in commits { try RequestRules.check(commit) }
        return try await writing { session throws(EventStoreError) in
            var outcomes: [CommitOutcome] = []
            for commit in commits { outcomes.append(try session.perform(commit)) }
            return outcomes
        }
    }

    /// At most `limit` events after `version`.
    public func read(
        _ stream: StreamID, after version: StreamVersion, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        try await reading { connection throws(EventStoreError) in
            try EventQueries.read(stream, after: version, limit: limit, on: connection)
        }
    }

    /// The summaries in the order asked for, all of one moment.
    public func heads(of streams: [StreamID]) async throws(EventStoreError) -> [StreamSummary] {
        try await reading { connection throws(EventStoreError) in
            var summaries: [StreamSummary] = []
            for stream in streams { summaries.append(try StreamQueries.summary(of: stream, on: connection)) }
            return summaries
        }
    }

    /// Gives due streams to a worker.
    ///
    /// - Throws: `invalidRequest` where the worker has no lease.
    public func claimDue(_ claim: Claim) async throws(EventStoreError) -> ClaimResult {
        try await writing { session throws(EventStoreError) in try session.perform(claim) }
    }

    /// Registers a worker or prolongs its lease. The worker lives as long as this store object, this process and its lease.
    public func keepAlive(_ worker: WorkerID, for lease: Duration) async throws(EventStoreError) {
        try await writing { session throws(EventStoreError) in try session.keepAlive(worker, for: lease) }
    }

    /// Strikes a worker off; what it holds is free at once.
    public func retire(_ worker: WorkerID) async throws(EventStoreError) {
        try await writing { session throws(EventStoreError) in try session.retire(worker) }
    }

    /// A page of streams.
    ///
    /// - Throws: `invalidRequest` where the limit is out of range.
    public func streams(_ query: StreamQuery) async throws(EventStoreError) -> StreamPage {
        try RequestRules.check(query)
        return try await reading { connection throws(EventStoreError) in
            try StreamQueries.page(query, on: connection)
        }
    }

    /// Hints at once from this store object, and within the poll interval from others.
    public func changes() -> any AsyncSequence<ChangeHint, Never> & Sendable {
        let changes = hub.subscribe()
        watcher.start()
        return changes
    }

    /// Makes status, labels and wake-ups again from the events; the file grows by about their size meanwhile.
    ///
    /// - Throws: what the indexer throws; `unavailable` while a worker is alive.
    public func rebuildIndexes(with indexer: any StreamIndexer) async throws -> Int {
        let result: Result<Int, any Error> = try await writing(exclusively: true) { session throws(EventStoreError) in
            try session.rebuildIndexes(with: indexer)
        }
        return try result.get()
    }

    // MARK: Tests

    /// Lets go of the workers' locks as the end of the process does.
    package func simulateProcessDeath() async throws(EventStoreError) {
        try await writing(exclusively: true) { session throws(EventStoreError) in session.slots.releaseAll() }
    }

    // MARK: Crossing to the threads

    private func writing<Value: Sendable>(
        exclusively isExclusive: Bool = false,
        _ body: @escaping @Sendable (WriteSession) throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> Value {
        guard let writer else { throw .readOnly(reason: "\(file.path) was opened for reading only") }
        let result: Result<Value, EventStoreError> = await withUnsafeContinuation { continuation in
            writer.submit(
                WriteJob(
                    run: { session throws(EventStoreError) in
                        let value = try body(session)
                        return { continuation.resume(returning: .success(value)) }
                    },
                    fail: { continuation.resume(returning: .failure($0)) }, isExclusive: isExclusive))
        }
        return try result.get()
    }

    private func reading<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(EventStoreError) -> Value
    ) async throws(EventStoreError) -> Value {
        let result: Result<Value, EventStoreError> = await withUnsafeContinuation { continuation in
            readers.submit(
                ReadJob(
                    run: { connection throws(EventStoreError) in
                        let value = try body(connection)
                        continuation.resume(returning: .success(value))
                    },
                    fail: { continuation.resume(returning: .failure($0)) }))
        }
        return try result.get()
    }
}
