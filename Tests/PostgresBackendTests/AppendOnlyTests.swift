import EventLog
import PostgresTestCluster
import Testing

@testable import PostgresBackend

/// The database itself refuses what the engine never does.
@Suite struct AppendOnlyTests {
    static let changes = [
        "UPDATE daybook.event SET payload = 'x'", "UPDATE daybook.event SET version = 9 WHERE false",
        "DELETE FROM daybook.event", "TRUNCATE daybook.event", "TRUNCATE daybook.event_0000",
        "UPDATE daybook.event_0000 SET payload = 'x'", "DELETE FROM daybook.event_0000",
        """
        INSERT INTO daybook.event SELECT * FROM daybook.event ON CONFLICT (stream_id, version, category, period)
        DO UPDATE SET payload = 'x'
        """,
        // From Postgres 15 on.
        """
        DO $$ BEGIN
            IF current_setting('server_version_num')::int < 150000 THEN DELETE FROM daybook.event; END IF;
            EXECUTE 'MERGE INTO daybook.event e USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE';
        END $$
        """,
    ]

    @Test(
        "Events are not changed", arguments: ["postgres", "daybook_owner", "daybook_engine", "daybook_auditor"])
    func refusal(_ role: String) async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open()
            let stream = PostgresScene.newStream()
            #expect(try await store.commit(PostgresScene.commit(["1", "2"], to: stream)) == .committed)
            // Everybody but a superuser and the owner is stopped by privilege already.
            let code = ["postgres", "daybook_owner"].contains(role) ? "YD002" : "42501"
            for change in AppendOnlyTests.changes {
                let error = await #expect(throws: PostgresCluster.Failure.self) {
                    try await scene.execute("SET ROLE \(role); \(change)")
                }
                #expect(error?.description.contains(code) == true, "\(change): \(String(describing: error))")
            }
            #expect(try await store.readAll(stream).count == 2)
        }
    }

    @Test func `a partition made later refuses the same`() async throws {
        try await PostgresScene.with { scene in
            try await scene.execute("SELECT daybook.ensure_period(3101::int2)")
            for change in [
                "TRUNCATE daybook.event_3101", "DELETE FROM daybook.event_3101",
                "UPDATE daybook.event_3101 SET payload = ''",
            ] {
                let error = await #expect(throws: PostgresCluster.Failure.self) { try await scene.execute(change) }
                #expect(error?.description.contains("YD002") == true)
            }
        }
    }

    @Test func `auditors and starters see no table of the log`() async throws {
        try await PostgresScene.with { scene in
            for role in ["daybook_auditor", "daybook_starter"] {
                for table in ["event", "stream", "stream_label", "wake_up", "worker", "eventless_commit", "migration"] {
                    let error = await #expect(throws: PostgresCluster.Failure.self) {
                        try await scene.execute("SET ROLE \(role); SELECT FROM daybook.\(table)")
                    }
                    #expect(error?.description.contains("42501") == true, "\(role) \(table)")
                }
                await #expect(throws: PostgresCluster.Failure.self) {
                    try await scene.execute("SET ROLE \(role); SELECT daybook.ensure_period(3102::int2)")
                }
            }
        }
    }
}
