public import EventLog
internal import FoundationEssentials

/// How a store on SQLite is opened.
public struct SQLiteConfiguration: Sendable {
    /// A moment of the writer's work at which a crash test stops the process.
    package enum Hook: Sendable {
        /// Everything is written and nothing is durable.
        case willCommit
        /// Everything is durable and nobody has been told.
        case didCommit
    }

    /// The store's clock, with which due times and leases are compared; the system's by default.
    public var clock: @Sendable () -> Timestamp
    /// How long to wait for a lock that another process has before a request fails as `unavailable`.
    public var busyTimeout: Duration
    /// How many threads read, each with a connection of its own; at least 1.
    public var readers: Int
    /// How often the file is looked at for changes by other processes while somebody listens to `changes`.
    public var pollInterval: Duration
    /// After how many pages of 4 KiB the write-ahead log is brought into the file.
    public var checkpointPages: Int
    /// The most pages the file may have; for tests of a full disk.
    package var pageLimit: Int?
    /// Called on the writer's thread, around each COMMIT.
    package var hooks: (@Sendable (Hook) -> Void)?

    /// The usual settings.
    public init(
        clock: @escaping @Sendable () -> Timestamp = SQLiteConfiguration.systemClock,
        busyTimeout: Duration = .seconds(5), readers: Int = 2, pollInterval: Duration = .milliseconds(50),
        checkpointPages: Int = 4000
    ) {
        self.clock = clock
        self.busyTimeout = busyTimeout
        self.readers = readers
        self.pollInterval = pollInterval
        self.checkpointPages = checkpointPages
    }

    /// The time of the system's clock.
    public static let systemClock: @Sendable () -> Timestamp = {
        Timestamp(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }
}
