import EventLog
import PostgresAudit
import PostgresBackend
import PostgresTestCluster

/// A database of its own with the schema `audit` over a log, removed when nobody needs it any more.
final class AuditDatabase: Sendable {
    let name: String

    private init(name: String) {
        self.name = name
    }

    deinit {
        let name = name
        Task { await PostgresCluster.shared.drop(name) }
    }

    /// A database whose log the store wrote.
    static func make(_ commits: [Commit]) async throws -> AuditDatabase {
        let name = try await PostgresCluster.shared.makeDatabase(template: "audited") { url in
            try await PostgresEventStore.migrate(url, components: [.audit])
            try SQLSession(url).run("CREATE ROLE ann LOGIN IN ROLE daybook_auditor")
        }
        let database = AuditDatabase(name: name)
        try await database.write(commits)
        return database
    }

    var url: String { PostgresCluster.shared.url(name) }

    /// A store on the database, which the caller closes.
    func open() async throws -> PostgresEventStore {
        try await PostgresEventStore.open(url, components: [.audit])
    }

    /// Commits, all of which have to succeed.
    func write(_ commits: [Commit]) async throws {
        guard !commits.isEmpty else { return }
        let store = try await open()
        for commit in commits {
            let outcome = try await store.commit(commit)
            guard case .committed = outcome else { throw NotWritten(commit: commit.id, outcome: outcome) }
        }
        await store.close()
    }

    /// Somebody who may do everything.
    func owner() throws -> SQLSession { try SQLSession(url, of: self) }

    /// A login that is auditor and nothing else.
    func auditor() throws -> SQLSession {
        try SQLSession(PostgresCluster.shared.url(name, user: "ann"), of: self)
    }

    /// The names of the views.
    func views() throws -> [String] {
        try owner().column(
            "SELECT relname FROM pg_class WHERE relnamespace = 'audit'::regnamespace AND relkind = 'v' ORDER BY 1"
        ).compactMap(\.self)
    }

    struct NotWritten: Error {
        let commit: CommitID
        let outcome: CommitOutcome
    }
}
