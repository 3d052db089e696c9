import EventLog
import EventLogConformance
import Foundation
import PostgresBackend
import PostgresTestCluster
import Synchronization

/// The Postgres store in a database of its own; the second handle is a store object of its own, as in another process.
final class PostgresConformanceBackend: ConformanceBackend {
    struct WrongHandle: Error {}

    private let scene: PostgresScene
    private let user: String
    private let clock = ManualClock()
    private let postgres: PostgresEventStore
    private let restored = Mutex<[(store: PostgresEventStore, database: String)]>([])

    init(user: String = "postgres") async throws {
        (scene, self.user) = (try await PostgresScene(), user)
        postgres = try await scene.open(PostgresConformanceBackend.configuration(clock), user: user)
    }

    private static func configuration(_ clock: ManualClock) -> PostgresConfiguration {
        var configuration = PostgresConfiguration()
        configuration.clock = { clock.now }
        return configuration
    }

    var store: any EventStore { postgres }

    var now: Timestamp { clock.now }

    var secondHandle: (@Sendable () async throws -> any EventStore)? {
        { try await self.scene.open(PostgresConformanceBackend.configuration(self.clock), user: self.user) }
    }

    var advanceClock: (@Sendable (Duration) async throws -> Void)? {
        { self.clock.advance(by: $0) }
    }

    var killProcess: (@Sendable (WorkerID, any EventStore) async throws -> Void)? {
        { _, handle in
            guard let handle = handle as? PostgresEventStore else { throw WrongHandle() }
            let sessions =
                "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = "
                + "(SELECT oid FROM pg_database WHERE datname = current_database())"
            let before = Set(try await self.scene.execute(sessions))
            handle.simulateProcessDeath()
            // The server notices the end of a connection at once, but not in the same moment.
            while Set(try await self.scene.execute(sessions)) == before { await Task.yield() }
        }
    }

    var backUp: (@Sendable () async throws -> @Sendable () async throws -> any EventStore)? {
        {
            let cluster = PostgresScene.cluster
            let copy = "\(self.scene.database)_copy"
            // A template may have no other connections.
            try await cluster.execute(
                """
                ALTER DATABASE \(self.scene.database) ALLOW_CONNECTIONS false;
                SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '\(self.scene.database)';
                CREATE DATABASE \(copy) TEMPLATE \(self.scene.database);
                ALTER DATABASE \(self.scene.database) ALLOW_CONNECTIONS true;
                """)
            return {
                let store = try await PostgresEventStore.open(
                    cluster.url(copy, user: self.user),
                    configuration: PostgresConformanceBackend.configuration(self.clock))
                self.restored.withLock { $0.append((store, copy)) }
                return store
            }
        }
    }

    var flipByte: (@Sendable (StreamID, StreamVersion) async throws -> Void)? {
        { stream, version in
            // What only a superuser can, and what the chain is for.
            try await self.scene.execute(
                """
                SET session_replication_role = replica;
                UPDATE daybook.event SET payload = replace(payload, '2', '9')
                WHERE stream_id = '\(stream.uuid.text)' AND version = \(version)
                """)
        }
    }

    func close() async {
        for (store, database) in restored.withLock({ $0 }) {
            await store.close()
            await PostgresScene.cluster.drop(database)
        }
        await scene.close()
    }
}
