import EventLog
import EventLogConformance
import Synchronization

@testable import SQLiteBackend

/// The SQLite store on a file of its own; the second handle is a store object of its own, as in another process.
final class SQLiteConformanceBackend: ConformanceBackend {
    struct WrongHandle: Error {}

    private let directory: TemporaryDirectory
    private let clock = ManualClock()
    private let sqlite: SQLiteEventStore
    private let opened: Mutex<[SQLiteEventStore]>

    init() async throws {
        directory = try TemporaryDirectory()
        sqlite = try await SQLiteConformanceBackend.open(directory.path("log.sqlite"), clock)
        opened = Mutex([sqlite])
    }

    var store: any EventStore { sqlite }
    var now: Timestamp { clock.now }

    private static func open(_ path: String, _ clock: ManualClock) async throws -> SQLiteEventStore {
        try await SQLiteEventStore.open(
            path: path,
            configuration: SQLiteConfiguration(
                clock: { clock.now }, busyTimeout: .seconds(30), pollInterval: .milliseconds(10)))
    }

    private func open(_ name: String) async throws -> SQLiteEventStore {
        let store = try await SQLiteConformanceBackend.open(directory.path(name), clock)
        opened.withLock { $0.append(store) }
        return store
    }

    var secondHandle: (@Sendable () async throws -> any EventStore)? {
        { try await self.open("log.sqlite") }
    }

    var advanceClock: (@Sendable (Duration) async throws -> Void)? {
        { self.clock.advance(by: $0) }
    }

    var killProcess: (@Sendable (WorkerID, any EventStore) async throws -> Void)? {
        { _, handle in
            guard let handle = handle as? SQLiteEventStore else { throw WrongHandle() }
            try await handle.simulateProcessDeath()
        }
    }

    var backUp: (@Sendable () async throws -> @Sendable () async throws -> any EventStore)? {
        {
            try RawDatabase(self.directory.path("log.sqlite"))
                .execute("VACUUM INTO '\(self.directory.path("backup.sqlite"))'")
            return { try await self.open("backup.sqlite") }
        }
    }

    var flipByte: (@Sendable (StreamID, StreamVersion) async throws -> Void)? {
        { stream, version in
            let database = try RawDatabase(self.directory.path("log.sqlite"))
            let uuid = stream.uuid.text.filter { $0 != "-" }
            try database.execute(
                """
                DROP TRIGGER event_is_never_updated;
                UPDATE event SET payload = replace(payload, '2', '9')
                WHERE stream_id = x'\(uuid)' AND version = \(version)
                """)
        }
    }

    func close() async {
        for store in opened.withLock({ $0 }) { await store.close() }
        directory.remove()
    }
}
