import EventLog
import Foundation
import PostgresTestCluster
import Testing

@testable import PostgresBackend

/// Writes of one's own and a commit to the log in one transaction.
@Suite struct TransactionTests {
    /// A scene with a table of the user's own.
    private func withLedger(_ body: (PostgresScene, PostgresEventStore) async throws -> Void) async throws {
        try await PostgresScene.with { scene in
            try await scene.execute("CREATE TABLE ledger (key text); GRANT ALL ON ledger TO service")
            try await body(scene, try await scene.open(user: "service"))
        }
    }

    private func ledger(_ scene: PostgresScene) async throws -> [String] {
        try await scene.execute("SELECT key FROM ledger ORDER BY key")
    }

    @Test(.timeLimit(.minutes(5)))
    func `both are durable, or neither`() async throws {
        try await withLedger { scene, store in
            for name in ["kept", "dropped"] {
                let stream = PostgresScene.newStream()
                let transaction = try await store.begin()
                try await transaction.execute("INSERT INTO ledger VALUES ($1)", [name])
                #expect(
                    try await transaction.execute("SELECT key, NULL, 1 FROM ledger WHERE key = $1", [name]) == [
                        [name, nil, "1"]
                    ])
                let commit = PostgresScene.commit(["1"], to: stream, status: "RUNNING", labels: ["name": name])
                if name == "kept" {
                    #expect(try await transaction.commit(commit) == .committed)
                } else {
                    await transaction.rollBack()
                }
                let summary = try await store.head(of: stream)
                #expect(summary.head == (name == "kept" ? commit.heads[0] : .empty))
                #expect(summary.labels == (name == "kept" ? ["name": name] : [:]))
                await #expect(throws: PostgresQueryError.self) { try await transaction.execute("SELECT 1") }
            }
            #expect(try await ledger(scene) == ["kept"])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a conflict leaves the transaction open, and what was written in it`() async throws {
        try await withLedger { scene, store in
            let stream = PostgresScene.newStream()
            let (first, rival) = (PostgresScene.commit(["1"], to: stream), PostgresScene.commit(["1"], to: stream))
            let transaction = try await store.begin()
            try await transaction.execute("INSERT INTO ledger VALUES ('once')")
            try await PostgresScene.expectCommitted(rival, in: store)
            #expect(try await transaction.commit(first) == .conflict(stream: stream, head: rival.heads[0]))
            let next = PostgresScene.commit(["2"], to: stream, after: rival.heads[0])
            #expect(try await transaction.commit(next) == .committed)
            #expect(try HashChain.verify(await store.readAll(stream)) == next.heads[0])
            #expect(try await ledger(scene) == ["once"])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a commit to a month without partitions makes them`() async throws {
        try await withLedger { scene, store in
            let stream = StreamID(
                StreamCategory("thing"), UUID(version7: Timestamp(microseconds: 4_000_000_000_000_000), random: 1))
            let transaction = try await store.begin()
            try await transaction.execute("INSERT INTO ledger VALUES ('far')")
            #expect(try await transaction.commit(PostgresScene.commit(["1"], to: stream)) == .committed)
            #expect(try await ledger(scene) == ["far"])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a statement that fails makes all of it void`() async throws {
        try await withLedger { scene, store in
            let transaction = try await store.begin()
            try await transaction.execute("INSERT INTO ledger VALUES ('void')")
            let error = await #expect(throws: PostgresQueryError.self) { try await transaction.execute("SELECT 1 / 0") }
            #expect(error?.sqlState == "22012")
            let stream = PostgresScene.newStream()
            await #expect(throws: EventStoreError.self) {
                try await transaction.commit(PostgresScene.commit(["1"], to: stream))
            }
            #expect(try await store.head(of: stream).head == .empty)
            #expect(try await ledger(scene).isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a constraint that fails at the end keeps the event out too`() async throws {
        try await withLedger { scene, store in
            try await scene.execute("ALTER TABLE ledger ADD UNIQUE (key) DEFERRABLE INITIALLY DEFERRED")
            let stream = PostgresScene.newStream()
            let transaction = try await store.begin()
            for _ in 0..<2 { try await transaction.execute("INSERT INTO ledger VALUES ('twice')") }
            await #expect(throws: EventStoreError.self) {
                try await transaction.commit(PostgresScene.commit(["1"], to: stream))
            }
            #expect(try await store.head(of: stream).head == .empty)
            #expect(try await ledger(scene).isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["COMMIT", "ROLLBACK"])
    func `a handler that ends it by itself does not get its event recorded`(statement: String) async throws {
        try await withLedger { scene, store in
            let stream = PostgresScene.newStream()
            let transaction = try await store.begin()
            try await transaction.execute(statement)
            await #expect(throws: EventStoreError.self) {
                try await transaction.commit(PostgresScene.commit(["1"], to: stream))
            }
            #expect(try await store.head(of: stream).head == .empty)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a connection that is lost before the commit leaves nothing, and the next one is fresh`() async throws {
        try await withLedger { scene, store in
            let stream = PostgresScene.newStream()
            let transaction = try await store.begin()
            let process = try #require(try await transaction.execute("SELECT pg_backend_pid()")[0][0])
            try await transaction.execute("INSERT INTO ledger VALUES ('lost')")
            try await scene.execute("SELECT pg_terminate_backend(\(process))")
            await #expect(throws: EventStoreError.self) {
                try await transaction.commit(PostgresScene.commit(["1"], to: stream))
            }
            #expect(try await store.head(of: stream).head == .empty)
            let again = try await store.begin()
            try await again.execute("INSERT INTO ledger VALUES ('kept')")
            #expect(try await again.commit(PostgresScene.commit(["1"], to: stream)) == .committed)
            #expect(try await ledger(scene) == ["kept"])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `only so many are open at one time, the others wait, and one that is dropped makes room`() async throws {
        try await withLedger { scene, _ in
            var configuration = PostgresConfiguration()
            configuration.transactions = 2
            let store = try await scene.open(configuration, user: "service")
            var held: [PostgresTransaction] = [try await store.begin(), try await store.begin()]
            let third = Task { try await store.begin() }
            held.removeFirst()
            try await third.value.rollBack()
            let fourth = try await store.begin()
            try await fourth.execute("INSERT INTO ledger VALUES ('fourth')")
            let committed = PostgresScene.commit(["1"], to: PostgresScene.newStream())
            #expect(try await fourth.commit(committed) == .committed)
            for transaction in held { await transaction.rollBack() }
            #expect(try await ledger(scene) == ["fourth"])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `what became of a commit without an answer is found out`() async throws {
        try await withLedger { scene, store in
            let resolver = store.resolver
            let session = try OpenSession(scene.url)
            let stream = PostgresScene.newStream()
            let commit = PostgresScene.commit(["1"], to: stream)
            for end in ["ROLLBACK", "COMMIT"] {
                try session.execute("BEGIN; INSERT INTO ledger VALUES ('x')")
                let id = try await scene.execute(
                    "SELECT backend_xid FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND datname = current_database()"
                )
                async let isCommitted = resolver.isCommitted(commit, try #require(id.first))
                if end == "COMMIT" {
                    // As if the transaction had written the event: whoever asks learns it from the log.
                    try await PostgresScene.expectCommitted(commit, in: store)
                }
                try session.execute(end)
                #expect(try await isCommitted == (end == "COMMIT"))
            }
            // A server that took over never saw such a transaction.
            #expect(
                try await !resolver.isCommitted(
                    PostgresScene.commit(["1"], to: PostgresScene.newStream()), "99999999999"))
        }
    }
}
