import Console
import EventLog
import PostgresAudit
import PostgresBackend

/// A log on Postgres: how it is opened, and what is said where that fails.
struct PostgresLog {
    let connection: PostgresConnectionString
    let configuration: PostgresConfiguration

    /// Opens the log, with its schema as this program knows it and the views for auditors over it.
    ///
    /// - Parameter creating: makes a log where there is none.
    func open(creating: Bool) async throws -> OpenStore {
        do {
            // Without migrating first: most users of a log may run it and not change its schema.
            return OpenStore(try await store([.audit]))
        } catch .other(code: "3F000", _) where !creating {
            throw CommandFailure("there is no log in \(connection); payroll-demo run makes one")
        } catch .other(code: "3F000", _), .other(code: "55000", _) {
            return OpenStore(try await migrated())
        } catch {
            throw failure(error)
        }
    }

    private func migrated() async throws -> PostgresEventStore {
        do {
            try await PostgresEventStore.migrate(connection.text, components: [.audit])
            return try await store([.audit])
        } catch .other(code: "42501", _) {
            return try await withoutMigration(because: "its user may not change that")
        } catch .readOnly {
            return try await withoutMigration(because: "it can only be read")
        } catch {
            throw failure(error)
        }
    }

    /// What the engine needs may be there although the rest is not.
    private func withoutMigration(because reason: String) async throws -> PostgresEventStore {
        let store: PostgresEventStore
        do {
            store = try await self.store([])
        } catch {
            throw CommandFailure(
                "the schema daybook is missing or old in \(connection), and \(reason): let somebody who may make roles "
                    + "and schemas run a payroll there once, or see docs/operating.md")
        }
        StandardStream.error.write(
            "payroll-demo: the audit views are missing or old in \(connection), and \(reason); going on without them\n")
        return store
    }

    private func store(_ components: [PostgresComponent]) async throws(EventStoreError) -> PostgresEventStore {
        try await PostgresEventStore.open(
            connection.text, components: components, configuration: configuration)
    }

    private func failure(_ error: EventStoreError) -> CommandFailure {
        CommandFailure("\(connection) cannot be opened: \(error)")
    }
}
