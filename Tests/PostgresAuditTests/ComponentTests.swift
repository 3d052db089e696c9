import EventLog
import PostgresAudit
import PostgresBackend
import PostgresTestCluster
import Testing

/// The schema comes by the store's migrations.
@Suite struct ComponentTests {
    @Test func `it is laid over a log that is there, and once is enough`() async throws {
        let name = try await PostgresCluster.shared.makeDatabase(template: "plain") {
            try await PostgresEventStore.migrate($0)
        }
        let url = PostgresCluster.shared.url(name)
        let store = try await PostgresEventStore.open(url)
        for commit in try PayrollBook().commits { _ = try await store.commit(commit) }
        await store.close()
        await #expect(throws: EventStoreError.self) {
            _ = try await PostgresEventStore.open(url, components: [.audit])
        }
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 { group.addTask { try await PostgresEventStore.migrate(url, components: [.audit]) } }
            try await group.waitForAll()
        }
        let session = try SQLSession(url)
        #expect(try session.value("SELECT count(*) FROM audit.executions") == "9")
        #expect(
            try session.value("SELECT count(*) FROM daybook.migration WHERE component = 'audit'")
                == "\(PostgresComponent.audit.migrations.count)")
        #expect(PostgresComponent.audit.migrations.map(\.number) == Array(1...PostgresComponent.audit.migrations.count))
        let owners = try session.rows(
            """
            SELECT DISTINCT pg_get_userbyid(o) FROM (
                SELECT nspowner AS o FROM pg_namespace WHERE nspname = 'audit'
                UNION SELECT relowner FROM pg_class WHERE relnamespace = 'audit'::regnamespace
                UNION SELECT proowner FROM pg_proc WHERE pronamespace = 'audit'::regnamespace) AS a
            """)
        #expect(owners == [["daybook_owner"]])
        await PostgresCluster.shared.drop(name)
    }
}
