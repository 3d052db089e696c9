@testable import Engine
import EventLog
import Foundation
import JSON
import Logging
import PostgresBackend

/// A database in which SQL starts executions, and engines that run them.
struct StartScene: Sendable {
    let database: AuditDatabase
    let store: PostgresEventStore
    let configuration: EngineConfiguration
    /// Before the handlers of the tasks of `m`.
    let gate: Gate

    /// Makes a scene whose machine `m` is published, and closes its store afterwards.
    static func with(
        gate: Gate = Gate(isOpen: true), pollInterval: Duration = .milliseconds(20),
        _ body: (StartScene) async throws -> Void
    ) async throws {
        let database = try await AuditDatabase.startable()
        let store = try await database.open()
        var configuration = EngineConfiguration()
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        configuration.pollInterval = pollInterval
        let scene = StartScene(database: database, store: store, configuration: configuration, gate: gate)
        do {
            try await scene.client.publish(try StartScene.machine("m"), by: "the test")
            try await body(scene)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    /// One task and a time limit, so that every field of a start is there.
    static func machine(_ name: String) throws -> StateMachine {
        try StateMachine(
            name: name,
            definition:
                #"{"StartAt":"t","TimeoutSeconds":900,"States":{"t":{"Type":"Task","Resource":"t","End":true}}}"#,
            role: Role(arn: "arn:aws:iam::123456789012:role/\"test\"", resources: ["*"]))
    }

    var client: ExecutionClient { ExecutionClient(store: store, configuration: configuration) }

    /// An engine with the machine `m`, on the scene's store or on another one.
    func engine(on other: PostgresEventStore? = nil) throws -> ExecutionEngine {
        let engine = ExecutionEngine(store: other ?? store, configuration: configuration)
        engine.register("t") { [gate] (input: JSONValue, _: TaskContext) async throws -> JSONValue in
            if input["quick"] == nil { try await gate.pass() }
            return "done"
        }
        try engine.add(try StartScene.machine("m"))
        return engine
    }

    /// Runs an engine meanwhile, and shuts it down.
    func running(
        _ engine: ExecutionEngine? = nil, _ body: (ExecutionEngine) async throws -> Void
    ) async throws {
        let engine = try engine ?? self.engine()
        try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            do {
                try await body(engine)
            } catch {
                // No handler keeps a test that failed from its end.
                group.cancelAll()
                throw error
            }
            engine.shutDown()
            try await group.waitForAll()
        }
    }

    /// What the tables hold, and what can be made again of it: to compare before and after.
    func indexes() throws -> [[String?]] {
        try database.owner().rows(
            """
            SELECT 'stream', s::text FROM daybook.stream s UNION ALL
            SELECT 'label', l::text FROM daybook.stream_label l UNION ALL
            SELECT 'wake-up', w::text FROM daybook.wake_up w UNION ALL
            SELECT 'events', count(*)::text FROM daybook.event ORDER BY 1, 2
            """)
    }

    /// Every stream of a category, with its events.
    func streams(_ category: StreamCategory) async throws -> [(stream: StreamID, events: [RecordedEvent])] {
        var found: [(stream: StreamID, events: [RecordedEvent])] = []
        for summary in try await store.streams(StreamQuery(category: category, limit: 1000)).streams {
            found.append((summary.stream, try await store.readAll(summary.stream)))
        }
        return found
    }
}
