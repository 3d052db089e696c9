import EngineTesting
import EventLog
import Foundation
import PostgresTestCluster
import Testing

@testable import chaos_engine

extension ChaosTests {
    /// A payment and the record of it are both there or neither, wherever the process is killed.
    @Suite struct LedgerTests {
        private static let kills = Soak.isOn ? 2000 : 260
        private static let slots = 2
        /// How many executions there are to be killed in.
        private static let crowd = 12

        @Test(.timeLimit(.minutes(30)))
        func `a ledger shows every payment once however often its engines are killed`() async throws {
            let seed = Soak.seed()
            try await ChaosScene.with(.shared) { scene in
                let starter = try Starter(scene.store)
                let begun = ContinuousClock.now
                let atWork = try await withThrowingTaskGroup(of: Int.self) { group in
                    for slot in 0..<Self.slots {
                        group.addTask {
                            var (random, atWork) = (SeededGenerator(seed: seed &+ UInt64(slot)), 0)
                            for kill in 1...(Self.kills / Self.slots) {
                                if slot == 0 { try await Self.fill(scene, starter) }
                                if try await Self.killOne(in: scene, &random) { atWork += 1 }
                                guard kill % 10 == 0 else { continue }
                                let problems = try await LogExamination(scene: scene).ledgerProblems()
                                #expect(problems.isEmpty, "seed \(seed), kill \(kill): \(problems)")
                            }
                            return atWork
                        }
                    }
                    return try await group.reduce(0, +)
                }
                let duration = ContinuousClock.now - begun
                _ = try await scene.runningEngine()
                try await scene.untilAllIsDone(within: .seconds(120))
                let problems = try await LogExamination(scene: scene).problems()
                #expect(problems.isEmpty, "seed \(seed): \(problems)")
                try await Self.report(scene, "seed \(seed), \(Self.kills) kills in \(duration), \(atWork) at work")
            }
        }

        /// Kills at a moment that nobody chose: mostly at work, sometimes before. Returns which.
        private static func killOne(in scene: ChaosScene, _ random: inout SeededGenerator) async throws -> Bool {
            let process = try scene.engine()
            let isAtWork = Int.random(in: 0..<10, using: &random) > 0
            if isAtWork { _ = await process.rest(ofLine: "running ") }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...250, using: &random)))
            await process.kill()
            return isAtWork
        }

        /// Starts executions until so many are there to be worked on.
        private static func fill(_ scene: ChaosScene, _ starter: Starter) async throws {
            let running = try await scene.rows("SELECT FROM daybook.wake_up").count
            for _ in running..<max(running, crowd) {
                try await starter.start(.payment, UUID().uuidString)
            }
        }

        private static func report(_ scene: ChaosScene, _ words: String) async throws {
            let rows = try await scene.rows(
                """
                SELECT count(*), count(*) FILTER (WHERE status = 'SUCCEEDED'), sum(takeovers),
                       (SELECT count(*) FROM ledger),
                       (SELECT count(*) FROM audit.task_attempts
                        WHERE outcome = 'succeeded' AND state = 'second' AND output ->> 'before' = '1')
                FROM audit.executions
                """)[0].map { $0.flatMap { Int($0) } ?? 0 }
            #expect(rows[0] == rows[1], "\(words)")
            #expect(rows[3] == 3 * rows[0], "\(words)")
            // Else nobody has seen a sibling's result come in between.
            #expect(rows[4] > rows[0] / 4, "\(words)")
            print(
                """
                ledger: \(words): \(rows[0]) executions, \(rows[3]) payments, \(rows[2]) takeovers, \
                \(rows[4]) siblings recorded between a payment's row and its record
                """)
        }
    }
}
