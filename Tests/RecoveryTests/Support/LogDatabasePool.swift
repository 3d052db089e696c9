import PostgresAudit
import PostgresBackend
import PostgresTestCluster
import Synchronization

/// Databases with an empty log: what one test has done with is emptied for the next one, because to make one takes longer
/// than to run a payroll.
final class LogDatabasePool: Sendable {
    static let shared = LogDatabasePool()

    private let idle = Mutex<(clean: [String], spoiled: [String])>(([], []))
    private let cluster = PostgresCluster.shared

    /// The name of a database that nobody else has.
    func take(migrated: Bool) async throws -> String {
        let (used, spoiled) = idle.withLock { idle in
            defer { idle.spoiled = [] }
            return (migrated ? idle.clean.popLast() : nil, idle.spoiled)
        }
        let cluster = cluster
        if !spoiled.isEmpty {
            try await onThread {
                let session = try RawSession(cluster.url("postgres"))
                for name in spoiled { _ = try session.rows("DROP DATABASE \(name) WITH (FORCE)") }
            }
        }
        guard let used else {
            guard migrated else { return try await cluster.makeDatabase() }
            return try await cluster.makeDatabase(template: "payroll") { try await Self.migrate($0) }
        }
        await cluster.useAgain(used)
        try await onThread { try Self.empty(cluster.url(used)) }
        return used
    }

    /// Gives a database back; one that is spoiled is removed before long.
    func putBack(_ name: String, isSpoiled: Bool) {
        Task {
            await cluster.rest(name)
            idle.withLock { if isSpoiled { $0.spoiled.append(name) } else { $0.clean.append(name) } }
        }
    }

    /// Makes the tables and the views, as the program does.
    static func migrate(_ url: String) async throws {
        try await PostgresEventStore.migrate(url, components: [.audit])
    }

    private static func empty(_ url: String) throws {
        let session = try RawSession(url)
        // What a program that was killed left behind ends first; it waits for that.
        _ = try session.rows(
            """
            SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
            """)
        // As only a superuser can.
        _ = try session.rows(
            """
            SET session_replication_role = replica;
            DELETE FROM event; DELETE FROM stream; DELETE FROM stream_label; DELETE FROM wake_up; DELETE FROM worker;
            DELETE FROM eventless_commit
            """)
    }
}
