import EventLog
import EventLogConformance
import PostgresTestCluster
import Testing

@testable import PostgresBackend

/// Tables of the user's own in the store's database, asked through the store.
@Suite(.timeLimit(.minutes(10))) struct QueryTests {
    private func withTable(_ body: (PostgresScene, PostgresEventStore) async throws -> Void) async throws {
        try await PostgresScene.with { scene in
            try await scene.execute(
                """
                CREATE TABLE pay (id int PRIMARY KEY, name text, rate numeric, since timestamptz);
                INSERT INTO pay VALUES (1, E'Ann "A"\\n', 20.50, '2026-05-01T00:00Z'), (2, 'Bö', NULL, NULL), (3, '', 1, NULL);
                GRANT ALL ON pay TO service
                """)
            try await body(scene, try await scene.open(user: "service"))
        }
    }

    @Test func `rows are JSON objects of their columns`() async throws {
        try await withTable { _, store in
            let all = try await store.rows(
                "SELECT id, name, rate, since AT TIME ZONE 'UTC' AS since FROM pay ORDER BY id -- all")
            #expect(
                all == [
                    #"{"id":1,"name":"Ann \"A\"\n","rate":20.50,"since":"2026-05-01T00:00:00"}"#,
                    #"{"id":2,"name":"Bö","rate":null,"since":null}"#, #"{"id":3,"name":"","rate":1,"since":null}"#,
                ])
            let values = try await store.rows(
                "SELECT $2::text AS b, $1::int + 1 AS a, $3::text AS c, $4::bool AS d",
                [.number("7"), .text("x"), .null, .bool(true)])
            #expect(values == [#"{"b":"x","a":8,"c":null,"d":true}"#])
            let some = try await store.rows("SELECT id FROM pay WHERE rate > $1", [.number("20.4")])
            #expect(some == [#"{"id":1}"#])
        }
    }

    @Test func `what is no plain question is refused, and the next one is answered`() async throws {
        try await withTable { scene, store in
            let questions = [
                "DELETE FROM pay", "DELETE FROM pay RETURNING id", "SELECT 1) AS x; DELETE FROM pay; SELECT (1",
                "WITH gone AS (DELETE FROM pay RETURNING id) SELECT id FROM gone", "SELECT nothing FROM pay", "",
                "SELECT nextval('numbers')", "COMMIT",
            ]
            try await scene.execute("CREATE SEQUENCE numbers; GRANT ALL ON numbers TO service")
            for sql in questions {
                do throws(EventStoreError) {
                    let cursor = try await store.query(sql, [])
                    _ = try await cursor.next(1)
                    Issue.record("\(sql) was answered")
                } catch .invalidRequest {
                    // As it should be.
                } catch {
                    Issue.record("\(sql): \(error)")
                }
            }
            let count = try await store.rows("SELECT count(*) FROM pay")
            #expect(count == [#"{"count":3}"#])
        }
    }

    @Test func `all rows are of one moment, whatever is written meanwhile`() async throws {
        try await withTable { scene, store in
            let cursor = try await store.query("SELECT id FROM pay ORDER BY id", [])
            let first = try await cursor.next(1).count
            try await scene.execute("DELETE FROM pay; INSERT INTO pay (id) VALUES (4)")
            let rest = try await cursor.next(10).map { String(decoding: $0, as: UTF8.self) }
            #expect(first == 1 && rest == [#"{"id":2}"#, #"{"id":3}"#])
            await cursor.close()
            let now = try await store.rows("SELECT id FROM pay")
            #expect(now == [#"{"id":4}"#])
        }
    }
}
