internal import EventLog

/// What the writer's thread works with: its connection, and what it remembers between transactions.
final class WriteSession {
    let connection: Connection
    let slots: WorkerSlots
    private let clock: @Sendable () -> Timestamp
    /// The store's time, read once for each transaction.
    private(set) var now: Timestamp
    /// Where work came up in this transaction.
    var queues: Set<Queue> = []
    /// Whether this transaction did something that others want to hear of.
    var hasNews = false
    /// Heads as they are within this transaction; what is not here has to be read.
    private var heads: [StreamID: StreamHead] = [:]
    private var dataVersion: Int64 = 0

    init(connection: Connection, slots: WorkerSlots, clock: @escaping @Sendable () -> Timestamp) {
        self.connection = connection
        self.slots = slots
        self.clock = clock
        self.now = clock()
    }

    /// Begins a transaction; from here on no other process writes.
    func begin() throws(EventStoreError) {
        try connection.statement("BEGIN IMMEDIATE").run()
        now = clock()
        queues.removeAll(keepingCapacity: true)
        hasNews = false
        let version = try connection.number("PRAGMA data_version") ?? 0
        // Another connection has written since: what is remembered may be old.
        if version != dataVersion { heads.removeAll(keepingCapacity: true) }
        dataVersion = version
        if heads.count > 100_000 { heads.removeAll(keepingCapacity: true) }
    }

    /// Makes the transaction durable.
    func commit() throws(EventStoreError) {
        try connection.statement("COMMIT").run()
    }

    /// Undoes the transaction.
    func rollBack() {
        heads.removeAll(keepingCapacity: true)
        connection.rollBack()
    }

    /// Where a stream ends.
    func head(of stream: StreamID) throws(EventStoreError) -> StreamHead {
        if let known = heads[stream] { return known }
        let head = try EventQueries.head(of: stream, on: connection)
        heads[stream] = head
        return head
    }

    /// Remembers where a stream ends after an append of this transaction.
    func remember(_ head: StreamHead, of stream: StreamID) {
        heads[stream] = head
    }

    /// Brings what stands in the write-ahead log into the file itself, where nobody is reading from the log.
    func checkpoint() {
        // Not an error when somebody does: the log is read by whoever opens the file next.
        try? connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
}
