import EventLog
import Foundation
import Testing

@testable import SQLiteBackend

/// Lists and claims must walk along an index: their cost may not grow with what lies in the file.
@Suite struct QueryPlanTests {
    static let queries: [StreamQuery] = [
        StreamQuery(category: StreamCategory("a")),
        StreamQuery(category: StreamCategory("a"), newestFirst: false),
        StreamQuery(category: StreamCategory("a"), status: .open),
        StreamQuery(category: StreamCategory("a"), labels: ["x": "1"]),
        StreamQuery(category: StreamCategory("a"), status: .open, labels: ["x": "1", "y": "2"]),
        StreamQuery(
            category: StreamCategory("a"), status: .open, createdFrom: .distantFuture, createdBefore: .distantFuture,
            after: StreamCursor(createdAt: .distantFuture, uuid: UUID())),
    ]

    @Test("A list is a walk along an index", arguments: queries)
    func list(_ query: StreamQuery) async throws {
        try await expectWalk(PagePlan(query).sql)
    }

    @Test(
        "A claim is a walk along an index",
        arguments: [
            "SELECT 1 FROM wake_up WHERE queue = ? AND semantics = ? AND holder IS NULL AND parked IS NULL ORDER BY due LIMIT 1",
            "SELECT 1 FROM wake_up WHERE holder = ? AND queue = ? AND semantics <= ? AND parked IS NULL LIMIT 1",
            "SELECT 1 FROM wake_up WHERE holder = ? AND claim_id = ? AND parked IS NULL",
            "SELECT 1 FROM wake_up WHERE holder = ? AND told IS ? AND moved > 0 AND parked IS NULL",
            "SELECT holder FROM wake_up WHERE holder > ? AND parked IS NULL ORDER BY holder LIMIT 1",
        ])
    func claim(_ sql: String) async throws {
        try await expectWalk(sql)
    }

    func expectWalk(_ sql: String) async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try await scene.withStore { _ in }
        let plan = try RawDatabase(scene.path).rows("EXPLAIN QUERY PLAN \(sql)").map { $0[3] }
        #expect(!plan.isEmpty)
        #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") && !$0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test func `a claim among a hundred thousand sleeping streams finds the one that is due`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        try await scene.withStore { store in
            try RawDatabase(scene.path).execute(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
                INSERT INTO wake_up (category, stream_id, queue, semantics, due)
                SELECT 'thing', randomblob(16), 'q', 1, 9000000000000000 + i FROM n
                """)
            let worker = WorkerID(UUID())
            try await store.keepAlive(worker, for: .seconds(60))
            let stream = SQLiteScene.newStream()
            let wakeUp = WakeUp(due: Timestamp(microseconds: 1), queue: Queue("q"), semantics: 1)
            _ = try await store.commit(SQLiteScene.commit(["1"], to: stream, wakeUp: .set(wakeUp)))
            let claim = Claim(id: ClaimID(UUID()), worker: worker, queues: [Queue("q")], semantics: 1, limit: 10)
            let result = try await store.claimDue(claim)
            #expect(result.streams.map(\.stream) == [stream])
            #expect(result.nextDue == Timestamp(microseconds: 9_000_000_000_000_001))
        }
    }
}
