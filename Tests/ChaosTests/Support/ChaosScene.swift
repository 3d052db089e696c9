import EventLog
import Foundation
import Logging
import Notifications
import PostgresAudit
import PostgresBackend
import PostgresTestCluster
import Synchronization

@testable import chaos_engine

/// A database with a ledger, a Maildir, and the engine processes that a test starts.
final class ChaosScene: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let cluster: PostgresCluster
    let database: String
    /// Where mails and the engines' messages go.
    let directory: URL
    /// The test's own look at the database, and its starts.
    let store: PostgresEventStore
    private let processes = Mutex<[EngineProcess]>([])

    private init(cluster: PostgresCluster, database: String, directory: URL, store: PostgresEventStore) {
        (self.cluster, self.database, self.directory, self.store) = (cluster, database, directory, store)
    }

    /// Runs `body` with a scene of its own. Processes end with it; where it failed, it says what the engines said last.
    ///
    /// - Parameter standby: a further cluster to which the test's own store may go.
    static func with(
        _ cluster: PostgresCluster, standby: PostgresCluster? = nil, _ body: (ChaosScene) async throws -> Void
    ) async throws {
        let scene = try await make(on: cluster, standby)
        let result: Result<Void, any Error>
        do { result = .success(try await body(scene)) } catch { result = .failure(error) }
        for process in scene.processes.withLock({ $0 }) { await process.kill() }
        await scene.store.close()
        if standby == nil { await cluster.drop(scene.database) }
        if case .failure(let error) = result {
            let words = (try? String(contentsOfFile: scene.log, encoding: .utf8)) ?? ""
            print("the engines' last words:\n\(words.suffix(4000))\n\(error)")
        }
        try? FileManager.default.removeItem(at: scene.directory)
        try result.get()
    }

    private static func make(on cluster: PostgresCluster, _ standby: PostgresCluster?) async throws -> ChaosScene {
        let database = try await cluster.makeDatabase()
        try await PostgresEventStore.migrate(cluster.url(database), components: [.audit])
        try await cluster.execute(
            """
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'service') THEN
                    CREATE ROLE service LOGIN IN ROLE daybook_engine;
                END IF;
            END $$;
            CREATE TABLE ledger (key text NOT NULL, execution uuid NOT NULL, payment integer NOT NULL);
            GRANT SELECT, INSERT ON ledger TO service;
            GRANT USAGE ON SCHEMA audit TO service;
            """, in: database)
        let directory = FileManager.default.temporaryDirectory.appending(path: "daybook-chaos-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        let url = url(database, hosts: [cluster, standby].compactMap(\.?.directory), user: "postgres")
        var configuration = PostgresConfiguration()
        configuration.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let store = try await PostgresEventStore.open(url, components: [.audit], configuration: configuration)
        let topics = TopicDirectory(store: store)
        let topic = try TopicARN(ChaosMachine.topic)
        try await topics.create(topic)
        try await topics.subscribe(.maildir(path: directory.appending(path: "mail").path), to: topic)
        return ChaosScene(cluster: cluster, database: database, directory: directory, store: store)
    }

    /// A connection string for whichever of the hosts can be written to.
    static func url(_ database: String, hosts: [URL], user: String = "service") -> String {
        let hosts = hosts.map(\.path).joined(separator: ",")
        return "postgresql:///\(database)?host=\(hosts)&user=\(user)&target_session_attrs=read-write"
    }

    /// The file to which all engines write what they have to say.
    var log: String { directory.appending(path: "engines.log").path }

    /// Starts an engine; it ends with the scene.
    func engine(_ options: [String] = [], through hosts: [URL]? = nil) throws -> EngineProcess {
        let url = ChaosScene.url(database, hosts: hosts ?? [cluster.directory])
        let process = try EngineProcess([url] + options, log: log)
        processes.withLock { processes in
            processes.removeAll { $0.isOver }
            processes.append(process)
        }
        return process
    }

    /// Starts an engine again and again until one has said that it runs: while Postgres is away one may end instead.
    func runningEngine(_ options: [String] = [], through hosts: [URL]? = nil) async throws -> EngineProcess {
        while true {
            let process = try engine(options, through: hosts)
            if await process.rest(ofLine: "running ") != nil { return process }
        }
    }

    // MARK: Looking

    /// The rows of a query, once the database answers.
    func rows(_ sql: String) async throws -> [[String?]] {
        while true {
            do {
                let transaction = try await store.begin()
                let rows = try await transaction.execute(sql)
                await transaction.rollBack()
                return rows
            } catch let error as EventStoreError where error.advice == .sendAgain {
            } catch let error as PostgresQueryError where error.isAbsence {
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// How often the engines have said so.
    func count(of words: String) -> Int {
        let log = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return log.ranges(of: words).count
    }

    /// Waits until there is nothing left that anybody has to do.
    func untilAllIsDone(within patience: Duration) async throws {
        let end = ContinuousClock.now.advanced(by: patience)
        while try await rows("SELECT FROM daybook.wake_up LIMIT 1").count > 0 {
            guard .now < end else {
                let rest = try await rows("SELECT * FROM daybook.wake_up LIMIT 5")
                throw Failure(description: "not done after \(patience): \(rest)")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

extension PostgresQueryError {
    /// Whether it is of a server that is not there just now.
    fileprivate var isAbsence: Bool { sqlState.map { $0.hasPrefix("57P") || $0.hasPrefix("08") } ?? true }
}
