import EventLog
import Foundation
import PostgresBackend
import PostgresTestCluster
import Synchronization
import Testing

/// A migrated database of its own, and short ways to fill it.
final class PostgresScene: Sendable {
    let database: String
    private let opened = Mutex<[PostgresEventStore]>([])

    static var cluster: PostgresCluster { .shared }

    init() async throws {
        database = try await PostgresScene.cluster.makeDatabase(template: "migrated") {
            try await PostgresEventStore.migrate($0)
            // What a service logs in as: a member of the engine's role and nothing else.
            try await PostgresScene.cluster.execute("CREATE ROLE service LOGIN IN ROLE daybook_engine")
        }
    }

    var url: String { PostgresScene.cluster.url(database) }

    /// A store that is closed with the scene.
    func open(
        _ configuration: PostgresConfiguration = PostgresConfiguration(), user: String = "postgres"
    ) async throws -> PostgresEventStore {
        let store = try await PostgresEventStore.open(
            PostgresScene.cluster.url(database, user: user), configuration: configuration)
        opened.withLock { $0.append(store) }
        return store
    }

    @discardableResult
    func execute(_ sql: String, as user: String = "postgres") async throws -> [String] {
        try await PostgresScene.cluster.execute(sql, in: database, as: user)
    }

    func close() async {
        for store in opened.withLock({ $0 }) { await store.close() }
        await PostgresScene.cluster.drop(database)
    }

    /// Runs `body` with a scene that is closed afterwards.
    static func with<Result>(_ body: (PostgresScene) async throws -> Result) async throws -> Result {
        let scene = try await PostgresScene()
        do {
            let result = try await body(scene)
            await scene.close()
            return result
        } catch {
            await scene.close()
            throw error
        }
    }

    // MARK: Commits

    static func newStream(_ category: String = "thing") -> StreamID { StreamID(StreamCategory(category), UUID()) }

    static func expectCommitted(_ commit: Commit, in store: PostgresEventStore) async throws {
        let outcome = try await store.commit(commit)
        #expect(outcome == .committed)
    }

    static func commit(
        _ payloads: [String], to stream: StreamID, after head: StreamHead = .empty,
        wakeUp: WakeUpChange = .unchanged, status: String? = nil, labels: StreamLabels? = nil
    ) -> Commit {
        let events = payloads.map {
            NewEvent(
                type: EventType("Happened"), recordedAt: Timestamp(microseconds: 1_767_225_600_123_456),
                payload: Array($0.utf8))
        }
        return Commit(
            id: CommitID(UUID()),
            Append(
                to: stream, expected: head, events: events, wakeUp: wakeUp, status: status.map { StreamStatus($0) },
                labels: labels))
    }
}
