import EventLog
import Foundation
import PostgresBackend
import Synchronization
import Testing

/// Many callers on few streams through several stores; `DAYBOOK_SOAK=1` makes it long.
@Suite(.serialized) struct CrowdTests {
    static let isSoak = ProcessInfo.processInfo.environment["DAYBOOK_SOAK"] == "1"

    /// How many events of each stream were committed.
    private final class Written: Sendable {
        let counts = Mutex<[StreamID: Int]>([:])
    }

    @Test(.timeLimit(.minutes(10)))
    func `a crowd on few streams writes each commit once and stops nobody`() async throws {
        let (callers, steps) = CrowdTests.isSoak ? (200, 500) : (24, 12)
        try await PostgresScene.with { scene in
            let stores = [
                try await scene.open(user: "service"), try await scene.open(user: "service"),
                try await scene.open(user: "service"),
            ]
            let streams = (0..<12).map { _ in PostgresScene.newStream() }
            let worker = WorkerID(UUID())
            let written = Written()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for caller in 0..<callers {
                    group.addTask {
                        let store = stores[caller % stores.count]
                        for _ in 0..<steps {
                            let commit = try await CrowdTests.write(to: streams, worker, in: store)
                            written.counts.withLock { written in
                                for append in commit.appends {
                                    written[append.stream, default: 0] += append.events.count
                                }
                            }
                        }
                    }
                }
                // Claims lock the same rows meanwhile.
                group.addTask {
                    try await stores[0].keepAlive(worker, for: .seconds(600))
                    for _ in 0..<steps {
                        let claim = Claim(
                            id: ClaimID(UUID()), worker: worker, queues: [Queue("q")], semantics: 1, limit: 5)
                        _ = try await stores[0].claimDue(claim)
                    }
                }
                try await group.waitForAll()
            }
            for stream in streams {
                let events = try await stores[0].readAll(stream)
                let head = try await stores[1].head(of: stream).head
                #expect(events.count == written.counts.withLock { $0[stream] ?? 0 })
                let end = try HashChain.verify(events)
                #expect(end == head)
            }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a store that was busy closes`() async throws {
        try await PostgresScene.with { scene in
            for _ in 0..<3 {
                let store = try await scene.open(user: "service")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<64 {
                        group.addTask {
                            for _ in 0..<10 {
                                let commit = PostgresScene.commit(["1"], to: PostgresScene.newStream())
                                try await PostgresScene.expectCommitted(commit, in: store)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                await store.close()
            }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `a queue that is full refuses, and what it took is done`() async throws {
        try await PostgresScene.with { scene in
            var configuration = PostgresConfiguration()
            (configuration.waitingLimit, configuration.readers) = (1, 1)
            let store = try await scene.open(configuration, user: "service")
            let stream = PostgresScene.newStream()
            let answers = await withTaskGroup { group in
                for _ in 0..<500 {
                    group.addTask { () -> EventStoreError? in
                        do throws(EventStoreError) {
                            _ = try await store.read(stream, after: .none, limit: 1)
                            return nil
                        } catch {
                            return error
                        }
                    }
                }
                return await group.reduce(into: [EventStoreError?]()) { $0.append($1) }
            }
            #expect(answers.contains { $0 == nil })
            #expect(answers.compactMap(\.self).allSatisfy { $0.advice == .sendAgain })
        }
    }

    /// Commits one to three appends on streams by chance, as often as it takes.
    private static func write(
        to streams: [StreamID], _ worker: WorkerID, in store: PostgresEventStore
    ) async throws -> Commit {
        let chosen = Array(streams.shuffled().prefix(Int.random(in: 1...3)))
        while true {
            let heads = try await store.heads(of: chosen)
            let appends = heads.map { summary in
                let isNew = summary.head == .empty
                let count = Int.random(in: (isNew ? 1 : 0)...3)
                let events = (0..<count).map { _ in
                    NewEvent(
                        type: EventType("Happened"), recordedAt: Timestamp(microseconds: 1_767_225_600_000_000),
                        payload: Array("{}".utf8))
                }
                return Append(
                    to: summary.stream, expected: summary.head, events: events, wakeUp: wakeUp(worker),
                    status: Bool.random() ? StreamStatus("S\(count)") : nil,
                    labels: Bool.random() ? ["n": "\(count)", "m": "x"] : nil)
            }
            let commit = Commit(id: CommitID(UUID()), appends: appends)
            do throws(EventStoreError) {
                if try await store.commit(commit) == .committed { return commit }
            } catch {
                // The same commit may be durable already: only sending it again can tell.
                while error.advice == .sendAgain {
                    guard let outcome = try? await store.commit(commit) else { continue }
                    if outcome == .committed { return commit }
                    break
                }
                guard error.advice == .sendAgain else { throw error }
            }
        }
    }

    private static func wakeUp(_ worker: WorkerID) -> WakeUpChange {
        switch Int.random(in: 0..<5) {
        case 0: .set(WakeUp(due: Timestamp(microseconds: 1), queue: Queue("q"), semantics: 1))
        case 1: .set(WakeUp(due: .distantFuture, queue: Queue("q"), semantics: 1, holder: worker))
        case 2: .remove
        case 3: .markMoved
        default: .unchanged
        }
    }
}
