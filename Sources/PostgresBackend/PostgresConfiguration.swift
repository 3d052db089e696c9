package import EventLog
public import Logging

/// How a store on Postgres is opened.
public struct PostgresConfiguration: Sendable {
    /// How many connections write; commits that wait at the same moment share a transaction of one of them. Default 2.
    public var writers = 2
    /// The most connections that read. Default 4.
    public var readers = 4
    /// The most transactions that handlers write in at one time, each on a connection and a thread of its own; the others
    /// wait. Default 16.
    public var transactions = 16
    /// The most requests that wait for a connection; more are refused as `unavailable`. Default 10,000.
    public var waitingLimit = 10_000
    /// How long a request may take, waiting for a connection included, before it fails as `unavailable`. Default 15 s.
    public var requestTimeout = Duration.seconds(15)
    /// How long a transaction of commits waits for somebody else's lock before it is divided. Default 200 ms.
    public var lockTimeout = Duration.milliseconds(200)
    /// How long a commit whose connection was lost, or that met a deadlock, is sent again by the store itself before its
    /// caller has to do it. Default 10 s.
    public var resendPatience = Duration.seconds(10)
    /// Whether each worker holds a session's advisory lock, so that the end of its process is known at once. Behind a
    /// pooler that gives sessions of the server to others it has to be off, and leases alone decide. Default true.
    public var holdsWorkerLocks = true
    /// The most events in one transaction. Default 2,000.
    public var batchEvents = 2000
    /// The most bytes in one transaction, about; a single larger commit goes by itself. Default 4 MiB.
    public var batchBytes = 4 << 20
    /// The least time between two notifications of other processes. Default 10 ms.
    public var notifyInterval = Duration.milliseconds(10)
    /// Where messages go.
    public var logger = Logger(label: "daybook.postgres")
    /// Called around each COMMIT of commits and claims; for crash tests.
    package var hooks: Hooks?
    /// The time instead of the database's; for tests.
    package var clock: @Sendable () -> Timestamp? = { nil }

    /// The defaults.
    public init() {}

    /// Where a transaction stands.
    package enum Hook: Sendable {
        /// The server has all of it but COMMIT: its rows are written, and its locks are held.
        case willCommit
        /// It is durable, and nobody has been told.
        case didCommit
    }

    /// Called on the thread that drives all connections, which goes on at once; the transaction goes on when `goOn` is called.
    package typealias Hooks = @Sendable (_ hook: Hook, _ goOn: @escaping @Sendable () -> Void) -> Void
}
