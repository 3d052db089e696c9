import EventLog
import Foundation
import PostgresAudit
import PostgresBackend
import PostgresTestCluster
import Testing

/// A log on Postgres, in a database of its own that goes with it.
final class LogDatabase: LogUnderTest {
    let cluster: PostgresCluster
    let name: String

    var kind: StoreKind { .postgres }
    var url: String { cluster.url(name) }
    var arguments: [String] { ["--store", url] }

    /// Makes the database.
    ///
    /// - Parameter migrated: whether its tables are there already; else the program makes them.
    init(migrated: Bool = true, in cluster: PostgresCluster = .shared) async throws {
        self.cluster = cluster
        guard migrated else {
            name = try await cluster.makeDatabase()
            return
        }
        name = try await cluster.makeDatabase(template: "payroll") {
            try await PostgresEventStore.migrate($0, components: [.audit])
        }
    }

    deinit {
        // A server that is down is a test's own, and gone with its databases soon.
        _ = try? RawSession(cluster.url("postgres")).rows("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    var isMade: Bool {
        get throws { try rows("SELECT to_regclass('daybook.event') IS NOT NULL") == [["t"]] }
    }

    /// Read in SQL, with what an auditor says of it.
    func snapshot() async throws -> LogSnapshot {
        let session = try RawSession(url)
        // The server may still carry out what a program that was killed had sent.
        let others = """
            SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
            """
        while try !session.rows(others).isEmpty { await Task.yield() }
        var snapshot = LogSnapshot()
        guard try isMade else { return snapshot }
        let events = try session.rows(
            """
            SELECT category, stream_id, version, type, (extract(epoch FROM recorded_at) * 1000000)::bigint, commit_id,
                   payload, encode(hash, 'hex')
            FROM daybook.event ORDER BY category, stream_id, version
            """)
        for row in events {
            let event = try RecordedEvent(row: row)
            snapshot.streams[event.stream, default: []].append(event)
        }
        guard try session.rows("SELECT to_regproc('audit.verify_all') IS NOT NULL") == [["t"]] else { return snapshot }
        let verdicts = try session.rows(
            """
            SELECT events, broken, category, events, broken, first_broken_stream, first_broken_version, problem
            FROM audit.verify_all()
            """)
        for verdict in verdicts where verdict[1] != "0" {
            snapshot.problems.append("audit.verify_all: \(verdict.dropFirst(2).joined(separator: " "))")
        }
        let verified = verdicts.reduce(0) { $0 + (Int($1[0]) ?? 0) }
        if verified != events.count {
            snapshot.problems.append("audit.verify_all saw \(verified) of \(events.count) events")
        }
        return snapshot
    }

    func rows(_ sql: String) throws -> [[String]] { try RawSession(url).rows(sql) }

    func tamper(_ sql: String) throws {
        let session = try RawSession(url)
        // As only a superuser can.
        _ = try session.rows("SET session_replication_role = replica")
        let changed = try session.rows("\(sql) RETURNING 1")
        #expect(changed == [["1"]])
    }
}

extension RecordedEvent {
    /// An event from a row of the snapshot's query.
    fileprivate init(row: [String]) throws {
        self.init(
            stream: StreamID(StreamCategory(row[0]), try #require(UUID(uuidString: row[1]))),
            version: StreamVersion(rawValue: try #require(Int64(row[2]))), type: EventType(row[3]),
            recordedAt: Timestamp(microseconds: try #require(Int64(row[4]))),
            commitID: CommitID(try #require(UUID(uuidString: row[5]))), payload: Array(row[6].utf8),
            hash: try #require(SHA256Hash(hex: row[7])))
    }
}
