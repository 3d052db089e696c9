import EventLog
import Foundation
import Synchronization
import Testing

@testable import SQLiteBackend

/// What happens when the disk is full, the file is locked or the process dies.
@Suite struct TroubleTests {
    @Test func `a full disk is told to everybody, and nothing is lost or half written`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        var small = SQLiteConfiguration()
        small.pageLimit = 60
        let payloads = Array(repeating: String(repeating: "x", count: 2000), count: 3)
        let commits = (0..<40).map { _ in
            SQLiteScene.commit(
                payloads, to: SQLiteScene.newStream(),
                wakeUp: .set(WakeUp(due: Timestamp(microseconds: 0), queue: Queue("q"), semantics: 1)))
        }
        var durable: Set<CommitID> = []
        try await scene.withStore(small) { store throws in
            for commit in commits {
                do throws(EventStoreError) {
                    if try await store.commit(commit) == .committed { durable.insert(commit.id) }
                } catch {
                    #expect(error.advice == .waitForOperator)
                    guard case .full = error else {
                        Issue.record("\(error)")
                        return
                    }
                }
            }
            for commit in commits {
                let events = try await store.readAll(commit.appends[0].stream)
                #expect(events == (durable.contains(commit.id) ? commit.records[0] : []))
            }
        }
        #expect((1..<commits.count).contains(durable.count))
        try await scene.withStore { store throws in
            #expect(try await store.commit(commits) == commits.map { _ in .committed })
            for commit in commits {
                #expect(try await store.readAll(commit.appends[0].stream) == commit.records[0])
            }
        }
        #expect(try RawDatabase(scene.path).rows("PRAGMA integrity_check") == [["ok"]])
        #expect(try RawDatabase(scene.path).rows("SELECT count(*) FROM wake_up") == [["40"]])
    }

    @Test func `all who share a transaction hear of a full disk`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        var small = SQLiteConfiguration()
        small.pageLimit = 40
        let big = String(repeating: "x", count: 300_000)
        try await scene.withStore(small) { store throws in
            let answers = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let commit = SQLiteScene.commit([big], to: SQLiteScene.newStream())
                        do throws(EventStoreError) {
                            return try await store.commit(commit) == .committed
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers == Array(repeating: false, count: 20))
            #expect(try await store.commit(SQLiteScene.commit(["{}"], to: SQLiteScene.newStream())) == .committed)
        }
        #expect(try RawDatabase(scene.path).rows("SELECT count(*) FROM event") == [["1"]])
    }

    @Test func `a lock that another process holds delays writers only, and not for ever`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let first = SQLiteScene.commit(["1"], to: SQLiteScene.newStream())
        let second = SQLiteScene.commit(["1"], to: SQLiteScene.newStream())
        try await scene.withStore(SQLiteConfiguration(busyTimeout: .milliseconds(50))) { store in
            _ = try await store.commit(first)
            let other = try RawDatabase(scene.path)
            try other.execute("BEGIN IMMEDIATE")
            let error = await #expect(throws: EventStoreError.self) { try await store.commit(second) }
            #expect(error?.advice == .sendAgain)
            #expect(try await store.readAll(first.appends[0].stream) == first.records[0])
            try other.execute("ROLLBACK")
            #expect(try await store.commit(second) == .committed)
        }
    }

    @Test func `callers who wait at the same moment share a transaction`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let (transactions, callers) = (Counter(), Counter())
        let allAreWaiting = DispatchSemaphore(value: 0)
        var configuration = SQLiteConfiguration()
        configuration.hooks = { hook in
            if hook == .willCommit, transactions.increment() == 1 { allAreWaiting.wait() }
        }
        try await scene.withStore(configuration) { store in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        if callers.increment() == 200 { allAreWaiting.signal() }
                        _ = try? await store.commit(SQLiteScene.commit(["1"], to: SQLiteScene.newStream()))
                    }
                }
            }
        }
        #expect(try RawDatabase(scene.path).rows("SELECT count(*) FROM event") == [["200"]])
        #expect(transactions.value < 20, "200 commits took \(transactions.value) transactions")
    }

    @Test func `a file that the system lets grow no further is a full disk`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        await #expect(processExitsWith: .success) { [path = scene.path as String] in
            let store = try await SQLiteEventStore.open(path: path)
            let first = SQLiteScene.commit(["1"], to: SQLiteScene.newStream())
            #expect(try await store.commit(first) == .committed)
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 300_000, rlim_max: rlim_t.max)
            #expect(setrlimit(__rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue)), &limit) == 0)
            let big = SQLiteScene.commit([String(repeating: "x", count: 1_000_000)], to: SQLiteScene.newStream())
            let error = await #expect(throws: EventStoreError.self) { try await store.commit(big) }
            #expect(error?.advice == .waitForOperator, "\(String(describing: error))")
            limit.rlim_cur = rlim_t.max
            #expect(setrlimit(__rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue)), &limit) == 0)
            #expect(try await store.readAll(first.appends[0].stream) == first.records[0])
            #expect(try await store.commit(big) == .committed)
            await store.close()
        }
        #expect(try RawDatabase(scene.path).rows("SELECT count(*) FROM event") == [["2"]])
    }

    @Test func `a damaged stream does not stop the others that share its transactions`() async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        let damaged = SQLiteScene.commit(["1"], to: SQLiteScene.newStream())
        try await scene.withStore { _ = try await $0.commit(damaged) }
        let id = damaged.appends[0].stream.uuid.text.filter { $0 != "-" }
        try RawDatabase(scene.path).execute(
            """
            DROP TRIGGER event_is_never_updated; PRAGMA ignore_check_constraints = ON;
            UPDATE event SET hash = x'00' WHERE stream_id = x'\(id)'
            """)
        let (transactions, callers) = (Counter(), Counter())
        let allAreWaiting = DispatchSemaphore(value: 0)
        var configuration = SQLiteConfiguration()
        configuration.hooks = { hook in
            if hook == .willCommit, transactions.increment() == 1 { allAreWaiting.wait() }
        }
        try await scene.withStore(configuration) { store in
            let committed = await withTaskGroup(of: Bool.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        if callers.increment() == 40 { allAreWaiting.signal() }
                        let commit =
                            index == 20
                            ? SQLiteScene.commit(["2"], to: damaged.appends[0].stream, after: damaged.heads[0])
                            : SQLiteScene.commit(["1"], to: SQLiteScene.newStream())
                        return (try? await store.commit(commit)) == .committed
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(committed == 39)
        }
    }

    @Test("A process killed around its COMMIT leaves a whole file", arguments: [true, false])
    func killed(beforeCommit: Bool) async throws {
        let scene = try SQLiteScene()
        defer { scene.directory.remove() }
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = scene.path as String, beforeCommit = beforeCommit as Bool] in
            let transactions = Counter()
            var configuration = SQLiteConfiguration()
            configuration.hooks = { hook in
                if hook == .willCommit { transactions.increment() }
                if transactions.value == 3, hook == (beforeCommit ? .willCommit : .didCommit) {
                    kill(getpid(), SIGKILL)
                }
            }
            let store = try await SQLiteEventStore.open(path: path, configuration: configuration)
            let worker = WorkerID(UUID(high: 1, low: 1))
            try await store.keepAlive(worker, for: .seconds(3600))
            for step in 1...3 {
                _ = try await store.commit(
                    SQLiteScene.commit(
                        ["1", "2"], to: StreamID(StreamCategory("thing"), UUID(high: 0, low: UInt64(step))),
                        wakeUp: .set(
                            WakeUp(
                                due: Timestamp(microseconds: 0), queue: Queue("q"), semantics: 1, holder: worker))))
            }
        }
        let kept = beforeCommit ? 1 : 2
        try await scene.withStore { store throws in
            for step in 1...3 {
                let events = try await store.readAll(
                    StreamID(StreamCategory("thing"), UUID(high: 0, low: UInt64(step))))
                #expect(events.count == (step <= kept ? 2 : 0))
                _ = try HashChain.verify(events)
            }
            let worker = WorkerID(UUID())
            try await store.keepAlive(worker, for: .seconds(60))
            let claim = Claim(id: ClaimID(UUID()), worker: worker, queues: [Queue("q")], semantics: 1, limit: 10)
            let taken = try await store.claimDue(claim).streams
            #expect(
                taken.map(\.reason) == Array(repeating: .takenOver(from: WorkerID(UUID(high: 1, low: 1))), count: kept))
        }
        #expect(try RawDatabase(scene.path).rows("PRAGMA integrity_check") == [["ok"]])
    }
}
