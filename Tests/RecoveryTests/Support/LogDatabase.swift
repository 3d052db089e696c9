import EventLog
import Foundation
import PostgresTestCluster
import Synchronization
import Testing

/// A log on Postgres, in a database of its own.
final class LogDatabase: LogUnderTest {
    let cluster: PostgresCluster
    let name: String
    /// Where it goes when the test is over; `nil` where its whole cluster goes.
    private let pool: LogDatabasePool?
    private let isSpoiled: Mutex<Bool>

    var kind: StoreKind { .postgres }
    var url: String { cluster.url(name) }
    var arguments: [String] { ["--store", url] }

    /// A database for one test, in the cluster of this process.
    ///
    /// - Parameter migrated: whether its tables are there already; else the program makes them.
    init(migrated: Bool = true) async throws {
        pool = .shared
        cluster = .shared
        isSpoiled = Mutex(!migrated)
        name = try await LogDatabasePool.shared.take(migrated: migrated)
    }

    /// A database in a cluster that goes with the test.
    init(in cluster: PostgresCluster) async throws {
        pool = nil
        self.cluster = cluster
        isSpoiled = Mutex(true)
        name = try await cluster.makeDatabase(template: "payroll") { try await LogDatabasePool.migrate($0) }
    }

    deinit {
        pool?.putBack(name, isSpoiled: isSpoiled.withLock { $0 })
    }

    /// Keeps it from being used again: not only its log was changed.
    func spoil() { isSpoiled.withLock { $0 = true } }

    var isMade: Bool {
        get throws { try rows("SELECT to_regclass('daybook.event') IS NOT NULL") == [["t"]] }
    }

    /// Read in SQL.
    func snapshot(audited: Bool) async throws -> LogSnapshot {
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
        guard audited else { return snapshot }
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
        spoil()
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
