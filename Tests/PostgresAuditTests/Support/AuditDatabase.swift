import EventLog
import PostgresAudit
import PostgresBackend
import PostgresTestCluster

/// A database of its own with the schema `audit` over a log, removed when nobody needs it any more.
final class AuditDatabase: Sendable {
    let name: String
    private let components: [PostgresComponent]

    private init(name: String, components: [PostgresComponent]) {
        self.name = name
        self.components = components
    }

    deinit {
        let name = name
        Task { await PostgresCluster.shared.drop(name) }
    }

    /// A database whose log the store wrote.
    static func make(_ commits: [Commit]) async throws -> AuditDatabase {
        let name = try await PostgresCluster.shared.makeDatabase(template: "audited") { url in
            try await PostgresEventStore.migrate(url, components: [.audit])
            try makeLogins(url)
        }
        let database = AuditDatabase(name: name, components: [.audit])
        try await database.write(commits)
        return database
    }

    /// A database in which SQL may start executions.
    static func startable() async throws -> AuditDatabase {
        let components: [PostgresComponent] = [.audit, .engine]
        let name = try await PostgresCluster.shared.makeDatabase(template: "startable") { url in
            try await PostgresEventStore.migrate(url, components: components)
            try makeLogins(url)
        }
        return AuditDatabase(name: name, components: components)
    }

    /// An auditor, a starter, and somebody who is neither: logins belong to the cluster, so another template may have made
    /// them.
    private static func makeLogins(_ url: String) throws {
        let session = try SQLSession(url)
        for login in ["ann LOGIN IN ROLE daybook_auditor", "bob LOGIN IN ROLE daybook_starter", "eve LOGIN"] {
            let refusal = try session.refusal("CREATE ROLE \(login)")
            // Made already, or being made just now.
            guard refusal == nil || refusal == "42710" || refusal == "23505" else {
                throw SQLFailure(state: refusal ?? "", message: "no login \(login)")
            }
        }
    }

    var url: String { PostgresCluster.shared.url(name) }

    /// A store on the database, which the caller closes.
    func open() async throws -> PostgresEventStore {
        try await PostgresEventStore.open(url, components: components)
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

    /// A login that is starter and nothing else.
    func starter() throws -> SQLSession { try session("bob") }

    /// A session of a login.
    func session(_ login: String) throws -> SQLSession {
        try SQLSession(PostgresCluster.shared.url(name, user: login), of: self)
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
