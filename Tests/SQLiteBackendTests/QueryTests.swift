import EventLog
import EventLogConformance
import Testing

@testable import SQLiteBackend

/// Tables of the user's own in the store's file, asked through the store.
@Suite struct QueryTests {
    private func opened() async throws -> (SQLiteScene, SQLiteEventStore) {
        let scene = try SQLiteScene()
        let store = try await scene.open()
        let database = try RawDatabase(scene.path)
        try database.execute(
            """
            CREATE TABLE pay (id INTEGER PRIMARY KEY, name TEXT, rate REAL, photo BLOB);
            INSERT INTO pay VALUES (1, 'Ann "A"' || char(10), 20.5, NULL), (2, 'Bö', 1e300, NULL), (3, NULL, 9e999, x'00')
            """)
        return (scene, store)
    }

    @Test func `rows are JSON objects of their columns`() async throws {
        let (scene, store) = try await opened()
        _ = scene
        #expect(
            try await store.rows("SELECT id, name, rate FROM pay ORDER BY id; ") == [
                #"{"id":1,"name":"Ann \"A\"\u000a","rate":20.5}"#, #"{"id":2,"name":"Bö","rate":1e+300}"#,
                #"{"id":3,"name":null,"rate":null}"#,
            ])
        #expect(try await store.rows("SELECT id FROM pay WHERE id > 3").isEmpty)
        #expect(
            try await store.rows(
                "SELECT $2 AS b, $1 AS a, ?3 AS c, $4 AS d -- the end",
                [.number("7"), .text("x"), .null, .bool(true)]) == [#"{"b":"x","a":7,"c":null,"d":1}"#])
        #expect(
            try await store.rows("SELECT id FROM pay WHERE rate > $1 AND rate < 100", [.number("20.4")]) == [
                #"{"id":1}"#
            ])
        await store.close()
    }

    @Test(
        "what is no plain question is refused",
        arguments: [
            ("DELETE FROM pay", "near \"DELETE\""), ("SELECT 1) ; DELETE FROM pay; SELECT (1", "more than one query"),
            ("SELECT photo FROM pay ORDER BY id", "the column photo holds a blob"),
            ("SELECT nothing FROM pay", "nothing"),
            ("SELECT id, id AS \"id\" FROM pay", "id"), ("SELECT $2", "parameter 2"), ("", "near"),
            ("ATTACH 'other.sqlite' AS other", "syntax error"),
        ])
    func refused(sql: String, reason: String) async throws {
        let (scene, store) = try await opened()
        let error = await #expect(throws: EventStoreError.self) { try await store.rows(sql, [.null]) }
        guard case .invalidRequest(let text)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(text.contains(reason), "\(text)")
        #expect(try RawDatabase(scene.path).rows("SELECT count(*) FROM pay") == [["3"]])
        await store.close()
    }

    @Test func `all rows are of one moment, whatever is written meanwhile`() async throws {
        let (scene, store) = try await opened()
        let cursor = try await store.query("SELECT id FROM pay ORDER BY id", [])
        #expect(try await cursor.next(1).count == 1)
        try RawDatabase(scene.path).execute("DELETE FROM pay; INSERT INTO pay (id) VALUES (4)")
        let commit = SQLiteScene.commit(["1"], to: SQLiteScene.newStream())
        #expect(try await store.commit(commit) == .committed)
        #expect(
            try await cursor.next(10).map { String(decoding: $0, as: UTF8.self) } == [#"{"id":2}"#, #"{"id":3}"#])
        await cursor.close()
        await #expect(throws: EventStoreError.closed) { try await cursor.next(1) }
        #expect(try await store.rows("SELECT id FROM pay") == [#"{"id":4}"#])
        await store.close()
    }
}
