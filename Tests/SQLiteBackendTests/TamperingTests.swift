import EventLog
import Testing

@testable import SQLiteBackend

@Suite struct TamperingTests {
    @Test(
        "The file itself refuses",
        arguments: [
            ("an update", "UPDATE event SET payload = '{}'", "events are never updated"),
            ("a delete", "DELETE FROM event WHERE version = 1", "events are never deleted"),
            (
                "a replacement by key",
                """
                INSERT OR REPLACE INTO event (category, stream_id, version, type, recorded_at, commit_id, payload, hash)
                SELECT category, stream_id, version, 'Forged', recorded_at, commit_id, payload, hash FROM event
                """, "an event follows the last one of its stream"
            ),
            (
                "a replacement by position",
                """
                INSERT OR REPLACE INTO event
                SELECT position, category, stream_id, 3, 'Forged', recorded_at, commit_id, payload, hash
                FROM event WHERE version = 1
                """, "an event takes nobody's position"
            ),
            (
                "a gap",
                """
                INSERT INTO event (category, stream_id, version, type, recorded_at, commit_id, payload, hash)
                SELECT category, stream_id, 9, 'Forged', recorded_at, commit_id, payload, hash FROM event LIMIT 1
                """, "an event follows the last one of its stream"
            ),
        ])
    func refuses(_ what: String, _ sql: String, _ reason: String) async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let commit = SQLiteScene.commit(["1", "2"], to: SQLiteScene.newStream())
        try await scene.withStore { store in
            _ = try await store.commit(commit)
            let error = #expect(throws: RawDatabase.Failure.self) { try RawDatabase(scene.path).execute(sql) }
            #expect(error?.description == reason)
            #expect(try await store.readAll(commit.appends[0].stream) == commit.records[0])
        }
    }

    @Test func `an auditor reads the events with plain SQL`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let commit = SQLiteScene.commit([#"{"pay":1.10}"#], to: SQLiteScene.newStream())
        try await scene.withStore { _ = try await $0.commit(commit) }
        let event = commit.records[0][0]
        #expect(
            try RawDatabase(scene.path).rows("SELECT * FROM event_text") == [
                [
                    "thing", event.stream.uuid.text, "1", "Happened", "2026-01-01T00:00:00.123456Z",
                    event.commitID.description, event.hash.hex, #"{"pay":1.10}"#,
                ]
            ])
    }
}
