import EventLog
import PostgresTestCluster
import Testing

@testable import PostgresBackend

@Suite struct MigrationTests {
    /// Runs `body` with an empty database.
    func withDatabase(_ body: (_ name: String, _ url: String) async throws -> Void) async throws {
        let cluster = PostgresCluster.shared
        let name = try await cluster.makeDatabase()
        let result: Result<Void, any Error>
        do { result = .success(try await body(name, cluster.url(name))) } catch { result = .failure(error) }
        await cluster.drop(name)
        try result.get()
    }

    @Test func `ten that migrate at once leave each migration applied once`() async throws {
        try await withDatabase { name, url in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 { group.addTask { try await PostgresEventStore.migrate(url) } }
                try await group.waitForAll()
            }
            let applied = try await PostgresCluster.shared.execute(
                "SELECT component, number, name FROM daybook.migration", in: name)
            #expect(applied == ["EventLog\t1\tstreams, events and wake-ups"])
            let partitions = try await PostgresCluster.shared.execute(
                "SELECT count(*) FROM pg_inherits WHERE inhparent = 'daybook.event'::regclass", in: name)
            #expect(partitions == ["5"])
            await (try await PostgresEventStore.open(url)).close()
        }
    }

    @Test func `a store opens what it has migrated itself`() async throws {
        try await withDatabase { _, url in
            let store = try await PostgresEventStore.open(url, migrating: true)
            let commit = PostgresScene.commit(["1"], to: PostgresScene.newStream())
            #expect(try await store.commit(commit) == .committed)
            await store.close()
            #expect(await #expect(throws: EventStoreError.self) { try await store.commit(commit) } == .closed)
        }
    }

    @Test func `a database without the schema is refused and told what to do`() async throws {
        try await withDatabase { _, url in
            let error = await #expect(throws: EventStoreError.self) { try await PostgresEventStore.open(url) }
            #expect(error?.description.contains("run migrate() once") == true, "\(String(describing: error))")
        }
    }

    @Test func `a migration with another checksum is refused`() async throws {
        try await withDatabase { name, url in
            try await PostgresEventStore.migrate(url)
            try await PostgresCluster.shared.execute("UPDATE daybook.migration SET checksum = 'other'", in: name)
            for attempt in [
                { try await PostgresEventStore.migrate(url) }, { _ = try await PostgresEventStore.open(url) },
            ] as [() async throws -> Void] {
                let error = await #expect(throws: EventStoreError.self) { try await attempt() }
                guard case .corrupted = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
        }
    }

    @Test func `a database of a newer program is refused`() async throws {
        try await withDatabase { name, url in
            try await PostgresEventStore.migrate(url)
            try await PostgresCluster.shared.execute(
                "INSERT INTO daybook.migration VALUES ('EventLog', 2, 'later', 'x'), ('EventLog', 7, 'much later', 'x')",
                in: name)
            let expected = EventStoreError.newerSchema(found: 7, supported: 1)
            #expect(await #expect(throws: EventStoreError.self) { try await PostgresEventStore.open(url) } == expected)
            #expect(
                await #expect(throws: EventStoreError.self) { try await PostgresEventStore.migrate(url) } == expected)
        }
    }

    @Test func `a further component is migrated after the log and asked for by who opens with it`() async throws {
        let component = PostgresComponent(
            name: "extra",
            migrations: [PostgresMigration(number: 1, name: "one", sql: "CREATE VIEW daybook.x AS SELECT 1 AS a")])
        try await withDatabase { name, url in
            try await PostgresEventStore.migrate(url)
            let error = await #expect(throws: EventStoreError.self) {
                try await PostgresEventStore.open(url, components: [component])
            }
            #expect(error?.description.contains("migration 1 (one) of extra is missing") == true)
            await (try await PostgresEventStore.open(url, migrating: true, components: [component])).close()
            let owner = try await PostgresCluster.shared.execute(
                "SELECT relowner::regrole FROM pg_class WHERE oid = 'daybook.x'::regclass", in: name)
            #expect(owner == ["daybook_owner"])
        }
    }

    @Test func `a migration that fails leaves nothing behind`() async throws {
        let broken = PostgresComponent(
            name: "broken",
            migrations: [
                PostgresMigration(number: 1, name: "half", sql: "CREATE TABLE daybook.half (a int); SELECT 1 / 0")
            ])
        try await withDatabase { name, url in
            await #expect(throws: EventStoreError.self) {
                try await PostgresEventStore.migrate(url, components: [broken])
            }
            let found = try await PostgresCluster.shared.execute(
                "SELECT to_regclass('daybook.half') IS NULL, count(*) FROM daybook.migration WHERE component = 'broken'",
                in: name)
            #expect(found == ["t\t0"])
        }
    }

    @Test func `who may not migrate is told so, and a string that is none is not quoted`() async throws {
        try await withDatabase { name, _ in
            try await PostgresCluster.shared.execute(
                "DO $$ BEGIN CREATE ROLE stranger LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
            await #expect(throws: EventStoreError.self) {
                try await PostgresEventStore.migrate(PostgresCluster.shared.url(name, user: "stranger"))
            }
            let error = await #expect(throws: EventStoreError.self) {
                try await PostgresEventStore.open("host=x secret password")
            }
            #expect(error?.description.contains("secret") == false)
        }
    }
}
