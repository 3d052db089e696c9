import Engine
import EventLog
import Foundation
import PostgresBackend
import PostgresTestCluster
import Testing

@testable import chaos_engine

extension ChaosTests {
    /// Services with other handlers, or other versions of one, on one database.
    @Suite struct SharedDatabaseTests {
        @Test(.timeLimit(.minutes(5)))
        func `two services on two queues run what is theirs and nothing else`() async throws {
            try await ChaosScene.with(.shared) { scene in
                let queues = ["payments": ChaosMachine.payment, "errands": .errand]
                var workers: [String: String] = [:]
                for (queue, machine) in queues {
                    let engine = try await scene.runningEngine(["--queue", queue, "--machine", machine.rawValue])
                    workers[machine.rawValue] = await engine.rest(ofLine: "running ")
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (queue, machine) in queues {
                        let starter = try Starter(scene.store, queue: queue)
                        group.addTask {
                            for number in 1...100 { try await starter.start(machine, "\(queue)-\(number)") }
                        }
                    }
                    try await group.waitForAll()
                }
                try await scene.untilAllIsDone(within: .seconds(120))
                let problems = try await LogExamination(scene: scene).problems()
                #expect(problems.isEmpty, "\(problems)")
                let ends = try await scene.rows(
                    "SELECT machine, status, count(*) FROM audit.executions GROUP BY 1, 2 ORDER BY 1")
                #expect(ends == [["errand", "SUCCEEDED", "100"], ["payment", "SUCCEEDED", "100"]])
                let runs = try await scene.rows(
                    """
                    SELECT DISTINCT e.machine, w.worker FROM audit.executions AS e
                    JOIN audit.task_attempts AS t USING (execution) CROSS JOIN unnest(t.workers) AS w (worker) ORDER BY 1
                    """)
                #expect(runs == [["errand", workers["errand"]], ["payment", workers["payment"]]])
            }
        }

        /// An engine cannot be told to be another version; so the newer one is played by the test, which claims with a
        /// higher number, beside a real engine of this version.
        @Test(.timeLimit(.minutes(5)))
        func `an engine leaves what a newer version began, and the newer version finds it`() async throws {
            try await ChaosScene.with(.shared) { scene in
                let queue = Queue("chaos")
                // No number that notifications have.
                let newer = Semantics.current.rawValue + 2
                let stream = StreamID(.execution, UUID(version7: SystemEngineClock().now(), random: 1))
                let event = NewEvent(
                    type: EventType("OfTheFuture"), recordedAt: SystemEngineClock().now(), payload: Array("{}".utf8))
                let wakeUp = WakeUp(due: SystemEngineClock().now(), queue: queue, semantics: newer)
                let commit = Commit(
                    id: CommitID(UUID()),
                    Append(to: stream, expected: .empty, events: [event], wakeUp: .set(wakeUp)))
                #expect(try await scene.store.commit(commit) == .committed)
                _ = try await scene.runningEngine()
                let starter = try Starter(scene.store)
                // Each of them is claimed, after the other one has been due for long.
                for number in 1...20 {
                    try await starter.start(.errand, "old-\(number)")
                    while try await scene.rows("SELECT FROM daybook.wake_up").count > 1 {
                        try await Task.sleep(for: .milliseconds(10))
                    }
                }
                let rest = try await scene.rows("SELECT stream_id, holder, parked, semantics FROM daybook.wake_up")
                #expect(rest == [[stream.uuid.text, nil, nil, "\(newer)"]])
                #expect(try await scene.store.head(of: stream).head == commit.heads[0])
                let worker = WorkerID(UUID())
                try await scene.store.keepAlive(worker, for: .seconds(60))
                func claimed(_ semantics: Int) async throws -> [StreamID] {
                    let claim = Claim(
                        id: ClaimID(UUID()), worker: worker, queues: [queue], semantics: semantics, limit: 10)
                    return try await scene.store.claimDue(claim).streams.map(\.stream)
                }
                #expect(try await claimed(newer - 1) == [])
                #expect(try await claimed(newer) == [stream])
            }
        }
    }
}
