import EventLog
import Foundation
import Testing

@testable import PostgresBackend

/// Every statement is a walk along indexes, planned once, whatever the tables hold: its cost may not grow with them.
@Suite struct PlanTests {
    static let stream = StreamID(
        StreamCategory("a"), UUID(version7: Timestamp(microseconds: 1_764_000_000_000_000), random: 1))

    static let statements: [(String, BoundStatement)] = {
        let commit = PostgresScene.commit(["1"], to: stream, after: StreamHead(version: StreamVersion(1), hash: .zero))
        let wakeUp = WakeUp(due: .distantFuture, queue: Queue("q"), semantics: 1)
        let claim = Claim(id: ClaimID(UUID()), worker: WorkerID(UUID()), queues: [Queue("q")], semantics: 1, limit: 9)
        let clock = StoreClock()
        var all: [(String, BoundStatement)] = [
            ("insert", EventStatements.insert(commit.records[0])),
            ("heads required", EventStatements.requireHeads(commit.appends)),
            ("heads", EventStatements.heads([(stream, 1)])),
            ("read", EventStatements.read(stream, after: .none, limit: 9)),
            ("summaries", StreamStatements.summaries([stream])),
            ("status", StreamStatements.setStatus([(stream, .open)])),
            ("wake-ups", WakeUpStatements.set([(stream, wakeUp)], clock: clock)),
            ("removal", WakeUpStatements.remove([stream])),
            ("marks", WakeUpStatements.markMoved([(stream, true)], clock: clock)),
            ("labels entered", StreamStatements.enterLabels([stream])),
        ]
        all += StreamStatements.setLabels([(stream, ["a": "b"])]).enumerated().map {
            ("labels \($0.offset)", $0.element)
        }
        all += ClaimStatements.all(claim, clock: clock).enumerated().map { ("claim \($0.offset)", $0.element) }
        let category = StreamCategory("a")
        let cursor = StreamCursor(createdAt: .distantFuture, uuid: UUID())
        let queries = [
            StreamQuery(category: category), StreamQuery(category: category, newestFirst: false),
            StreamQuery(category: category, status: .open), StreamQuery(category: category, labels: ["x": "1"]),
            StreamQuery(category: category, status: .open, labels: ["x": "1", "y": "2"]),
            StreamQuery(category: category, status: .open, createdFrom: .distantFuture, after: cursor),
        ]
        all += queries.enumerated().map { ("page \($0.offset)", PagePlan.statement($0.element)) }
        return all
    }()

    /// The index that a statement of a claim must not miss.
    static let indexes = [
        "claim 1": "wake_up_claimed on wake_up", "claim 2": "wake_up_moved on wake_up wake_up_1",
        "claim 3": "wake_up_held on wake_up w_1",
        "claim 4": "wake_up_free on wake_up w_1", "claim 5": "wake_up_free on wake_up w",
    ]

    /// How Postgres would carry the statement out in a session of the store.
    func plan(_ statement: BoundStatement, in scene: PostgresScene) async throws -> [String] {
        let settings = SessionStatements.settings(lockTimeout: .seconds(1), statementTimeout: .seconds(60))
        let session = settings.sql.replacing("$1", with: "'1s'").replacing("$2", with: "'60s'")
        let values = Array(repeating: "NULL", count: statement.parameters.count).joined(separator: ", ")
        let execution = values.isEmpty ? "plan" : "plan (\(values))"
        let lines = try await scene.execute(
            "\(session);\nPREPARE plan AS \(statement.sql);\nEXPLAIN (COSTS off) EXECUTE \(execution)")
        return Array(lines.dropFirst())
    }

    @Test func `statements walk along indexes`() async throws {
        try await PostgresScene.with { scene in
            for (name, statement) in PlanTests.statements {
                let plan = try await plan(statement, in: scene)
                let text = plan.joined(separator: "\n")
                if ProcessInfo.processInfo.environment["DAYBOOK_PRINT_PLANS"] == "1" { print("== \(name)\n\(text)") }
                #expect(!text.contains("Seq Scan"), "\(name)\n\(text)")
                #expect(!text.contains("Hash Join") && !text.contains("Merge Join"), "\(name)\n\(text)")
                if let index = PlanTests.indexes[name] { #expect(text.contains(index), "\(name)\n\(text)") }
                // What remains of the five partitions with a period that was given: none here, as it is NULL.
                if ["read", "heads", "heads required", "status"].contains(name) {
                    #expect(text.contains("Subplans Removed: 5"), "\(name)\n\(text)")
                }
            }
        }
    }

    @Test func `a claim among a hundred thousand sleeping streams finds the one that is due`() async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open()
            try await scene.execute(
                """
                INSERT INTO daybook.wake_up (category, stream_id, queue, semantics, due)
                SELECT 'thing', gen_random_uuid(), 'q', 1, timestamptz '2200-01-01Z' + i * interval '1 microsecond'
                FROM generate_series(1, 100000) i
                """)
            let worker = WorkerID(UUID())
            try await store.keepAlive(worker, for: .seconds(60))
            let stream = PostgresScene.newStream()
            let wakeUp = WakeUp(due: Timestamp(microseconds: 1), queue: Queue("q"), semantics: 1)
            _ = try await store.commit(PostgresScene.commit(["1"], to: stream, wakeUp: .set(wakeUp)))
            let claim = Claim(id: ClaimID(UUID()), worker: worker, queues: [Queue("q")], semantics: 1, limit: 10)
            let result = try await store.claimDue(claim)
            #expect(result.streams.map(\.stream) == [stream])
            #expect(result.nextDue == Timestamp(microseconds: 7_258_118_400_000_001))
        }
    }
}
