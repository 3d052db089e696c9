import EventLog
import Foundation
import PostgresBackend
import PostgresTestCluster
import Synchronization
import Testing

/// Locks of others, lost connections, a crash of the server.
@Suite(.serialized) struct TroubleTests {
    @Test(.timeLimit(.minutes(5)))
    func `somebody's open transaction on one stream stops no other`() async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open(user: "service")
            let locked = PostgresScene.newStream()
            let first = PostgresScene.commit(["1"], to: locked)
            #expect(try await store.commit(first) == .committed)
            let session = try OpenSession(scene.url)
            try session.execute(
                """
                BEGIN; INSERT INTO daybook.event
                SELECT stream_id, commit_id, recorded_at, 2, period, category, type, hash, payload FROM daybook.event
                WHERE stream_id = '\(locked.uuid.text)'
                """)
            let second = PostgresScene.commit(["2"], to: locked, after: first.heads[0])
            let third = PostgresScene.commit(["3"], to: locked, after: second.heads[0])
            let waiting = Task { try await store.commit([second, third]) }
            for _ in 0..<3 {
                let others = (0..<100).map { _ in PostgresScene.commit(["1"], to: PostgresScene.newStream()) }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for other in others { group.addTask { try await PostgresScene.expectCommitted(other, in: store) } }
                    try await group.waitForAll()
                }
            }
            #expect(try await store.head(of: locked).head == first.heads[0])
            try session.execute("ROLLBACK")
            #expect(try await waiting.value == [.committed, .committed])
            let events = try await store.readAll(locked)
            #expect(try HashChain.verify(events) == third.heads[0])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a foreign event that is committed makes whoever waited for it lose`() async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open()
            let stream = PostgresScene.newStream()
            let first = PostgresScene.commit(["1"], to: stream)
            #expect(try await store.commit(first) == .committed)
            let session = try OpenSession(scene.url)
            try session.execute(
                """
                BEGIN; INSERT INTO daybook.event
                SELECT stream_id, commit_id, recorded_at, 2, period, category, type, sha256('x'), payload
                FROM daybook.event WHERE stream_id = '\(stream.uuid.text)'
                """)
            let second = PostgresScene.commit(["2"], to: stream, after: first.heads[0])
            async let outcome = store.commit(second)
            while try await scene.execute("SELECT pid FROM pg_locks WHERE NOT granted").isEmpty { await Task.yield() }
            try session.execute("COMMIT")
            let head = StreamHead(version: StreamVersion(2), hash: SHA256Hash(of: [UInt8(ascii: "x")]))
            #expect(try await outcome == .conflict(stream: stream, head: head))
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `connections killed in the middle of commits lose nothing and repeat nothing`() async throws {
        try await PostgresScene.with { scene in
            let stores = [try await scene.open(user: "service"), try await scene.open(user: "service")]
            let load = Load(stores: stores, writers: 24, steps: 40)
            try await load.run {
                for kill in 1...15 {
                    await load.wait(for: kill * 50)
                    try await scene.execute(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                        """)
                }
            }
            try await load.check(stores[0])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a server that crashes under load loses nothing, and leases outlive it`() async throws {
        let cluster = PostgresCluster(settings: ["max_connections": "100"])
        let database = try await cluster.makeDatabase()
        let url = cluster.url(database)
        let stores = [
            try await PostgresEventStore.open(url, migrating: true), try await PostgresEventStore.open(url),
        ]
        let (sleeper, other) = (WorkerID(UUID()), WorkerID(UUID()))
        try await stores[1].keepAlive(sleeper, for: .seconds(3600))
        let held = PostgresScene.newStream()
        let wakeUp = WakeUp(due: .distantFuture, queue: Queue("q"), semantics: 1, holder: sleeper)
        #expect(
            try await stores[0].commit(PostgresScene.commit(["1"], to: held, wakeUp: .set(wakeUp))) == .committed)
        // Its session is gone for good. Before the crash everybody would see that; afterwards nobody can.
        let load = Load(stores: stores, writers: 16, steps: 60)
        try await load.run {
            for crash in 1...3 {
                await load.wait(for: crash * 200)
                if crash == 3 { stores[1].simulateProcessDeath() }
                try await cluster.crash()
            }
        }
        try await load.check(stores[0])
        try await load.untilItGoes { try await stores[0].keepAlive(other, for: .seconds(60)) }
        let claim = Claim(id: ClaimID(UUID()), worker: other, queues: [Queue("q")], semantics: 1, limit: 10)
        let result = try await load.untilItGoes { try await stores[0].claimDue(claim) }
        #expect(result.streams.isEmpty)
        for store in stores { await store.close() }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a lost session takes its workers' locks again`() async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open(user: "service")
            try await store.keepAlive(WorkerID(UUID()), for: .seconds(60))
            let locks = """
                SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """
            let before = try await scene.execute(locks)
            #expect(before.count == 1)
            try await scene.execute("SELECT pg_terminate_backend(\(before[0]))")
            while true {
                let now = try await scene.execute(locks)
                if now.count == 1, now != before { break }
                await Task.yield()
            }
            #expect(
                try await scene.execute("SELECT count(*) FROM daybook.worker WHERE lock_key IS NOT NULL") == ["1"])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a backend that stands still is left, and its work is done by another`() async throws {
        try await PostgresScene.with { scene in
            var configuration = PostgresConfiguration()
            configuration.requestTimeout = .seconds(1)
            let store = try await scene.open(configuration, user: "service")
            let worker = WorkerID(UUID())
            try await store.keepAlive(worker, for: .seconds(600))
            let stream = PostgresScene.newStream()
            let first = PostgresScene.commit(["1"], to: stream)
            try await PostgresScene.expectCommitted(first, in: store)
            _ = try await store.head(of: stream)
            let backends = try await scene.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).compactMap { pid_t($0) }
            for backend in backends { kill(backend, SIGSTOP) }
            defer { for backend in backends { kill(backend, SIGCONT) } }
            let second = PostgresScene.commit(["2"], to: stream, after: first.heads[0])
            try await PostgresScene.expectCommitted(second, in: store)
            // A read that waited is the caller's to repeat.
            let load = Load(stores: [store], writers: 0, steps: 0)
            let summary = try await load.untilItGoes { try await store.head(of: stream) }
            #expect(summary.head == second.heads[0])
            // The old session still has the lock, so the new one cannot, and the lease decides.
            try await load.untilItGoes { try await store.keepAlive(worker, for: .seconds(600)) }
            let found = try await scene.execute("SELECT lock_key IS NULL, lease_until > now() FROM daybook.worker")
            #expect(found == ["t\tt"])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `without locks the lease alone decides`() async throws {
        try await PostgresScene.with { scene in
            var configuration = PostgresConfiguration()
            configuration.holdsWorkerLocks = false
            let gone = try await scene.open(configuration, user: "service")
            let store = try await scene.open(user: "service")
            let (worker, other) = (WorkerID(UUID()), WorkerID(UUID()))
            try await gone.keepAlive(worker, for: .seconds(600))
            try await store.keepAlive(other, for: .seconds(600))
            let wakeUp = WakeUp(due: Timestamp(microseconds: 1), queue: Queue("q"), semantics: 1, holder: worker)
            let commit = PostgresScene.commit(["1"], to: PostgresScene.newStream(), wakeUp: .set(wakeUp))
            try await PostgresScene.expectCommitted(commit, in: gone)
            await gone.close()
            func claim() async throws -> [ClaimedStream.Reason] {
                let claim = Claim(id: ClaimID(UUID()), worker: other, queues: [Queue("q")], semantics: 1, limit: 10)
                return try await store.claimDue(claim).streams.map(\.reason)
            }
            #expect(try await claim() == [])
            try await scene.execute("UPDATE daybook.worker SET lease_until = now() WHERE worker_id = '\(worker)'")
            #expect(try await claim() == [.takenOver(from: worker)])
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `another process hears of a queue by its very name`() async throws {
        try await PostgresScene.with { scene in
            let (store, other) = (try await scene.open(user: "service"), try await scene.open(user: "service"))
            let changes = other.changes()
            let names = ["a\nb", "%0A", "%", "", "ü"].map { Queue($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    // Hints may be lost, so work keeps coming until all have arrived.
                    while !Task.isCancelled {
                        let commits = names.map { name in
                            let wakeUp = WakeUp(due: .distantFuture, queue: name, semantics: 1)
                            return PostgresScene.commit(["1"], to: PostgresScene.newStream(), wakeUp: .set(wakeUp))
                        }
                        _ = try await store.commit(commits)
                    }
                }
                group.addTask {
                    var missing = Set(names)
                    for await hint in changes {
                        #expect(hint.queues.isSubset(of: names))
                        missing.subtract(hint.queues)
                        if missing.isEmpty { return }
                    }
                }
                _ = try await group.next()
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    @Test func `a request that no server answers fails as unavailable`() async throws {
        let error = await #expect(throws: EventStoreError.self) {
            try await PostgresEventStore.open("host=/nonexistent user=x dbname=y password=secret")
        }
        #expect(error?.advice == .sendAgain)
        #expect(error?.description.contains("secret") == false)
    }

    @Test func `a commit that breaks a limit of Postgres harms no other`() async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open()
            // Random digits, as an index entry is compressed before it is too long.
            let long = (0..<4000).map { _ in String(Int.random(in: 0...9)) }.joined()
            let bad = PostgresScene.commit(["1"], to: PostgresScene.newStream(), labels: ["a": long])
            let good = (0..<20).map { _ in PostgresScene.commit(["1"], to: PostgresScene.newStream()) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let error = await #expect(throws: EventStoreError.self) { try await store.commit(bad) }
                    guard case .invalidRequest = error else {
                        Issue.record("\(String(describing: error))")
                        return
                    }
                }
                for commit in good { group.addTask { try await PostgresScene.expectCommitted(commit, in: store) } }
                try await group.waitForAll()
            }
            #expect(try await store.head(of: bad.appends[0].stream).head == .empty)
        }
    }

    @Test func `what Postgres has no text or time for is refused before it is sent`() async throws {
        try await PostgresScene.with { scene in
            let store = try await scene.open()
            let stream = PostgresScene.newStream()
            let old = NewEvent(type: EventType("x"), recordedAt: Timestamp(microseconds: .min), payload: [])
            let wakeUp = WakeUp(due: .distantFuture, queue: Queue("a\0"), semantics: 1)
            for commit in [
                PostgresScene.commit(["1"], to: stream, status: "a\0"),
                PostgresScene.commit(["1"], to: stream, labels: ["a": "\0"]),
                PostgresScene.commit(["1"], to: stream, wakeUp: .set(wakeUp)),
                Commit(id: CommitID(UUID()), Append(to: stream, expected: .empty, events: [old])),
            ] {
                let error = await #expect(throws: EventStoreError.self) { try await store.commit(commit) }
                guard case .invalidRequest = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
        }
    }
}
