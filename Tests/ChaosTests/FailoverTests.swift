import EngineTesting
import EventLog
import Foundation
import PostgresTestCluster
import Testing

@testable import chaos_engine

extension ChaosTests {
    /// The machine of the primary is lost, and its synchronous standby takes over.
    @Suite struct FailoverTests {
        private static let orders = Soak.isOn ? 300 : 100

        @Test(.timeLimit(.minutes(10)), arguments: 1...(Soak.isOn ? 10 : 1))
        func `nothing that was answered is lost with the primary`(round: Int) async throws {
            let seed = Soak.seed()
            var random = SeededGenerator(seed: seed)
            let place = Int.random(in: Self.orders / 4...Self.orders * 3 / 4, using: &random)
            let primary = PostgresCluster()
            let standby = PostgresCluster(standbyOf: primary)
            try await primary.start()
            try await standby.start()
            try await ChaosScene.with(primary, standby: standby) { scene in
                try await Self.makeSynchronous(primary)
                let hosts = [primary.directory, standby.directory]
                let engines = [try scene.engine(through: hosts), try scene.engine(through: hosts)]
                for engine in engines { _ = try #require(await engine.rest(ofLine: "running ")) }
                let starter = try Starter(scene.store)
                let answers = Answers()
                let before = try await withThrowingTaskGroup(of: Void.self) { group in
                    // Several at a time, so that some starts are under way when it happens.
                    for first in 1...4 {
                        group.addTask {
                            for number in stride(from: first, through: Self.orders, by: 4) {
                                let execution = try await starter.start(Order(number: number))
                                answers.note(number, execution)
                            }
                        }
                    }
                    while answers.count < place { try await Task.sleep(for: .milliseconds(1)) }
                    try await primary.kill()
                    let before = answers.count
                    try await standby.promote()
                    try await group.waitForAll()
                    return before
                }
                try await scene.untilAllIsDone(within: .seconds(120))
                let words = "seed \(seed), killed after \(before) answers"
                let problems = try await LogExamination(scene: scene).problems()
                #expect(problems.isEmpty, "\(words): \(problems)")
                let rows = try await scene.rows("SELECT name, execution, status, error FROM audit.executions")
                let ends = Dictionary(rows.map { ($0[0] ?? "", Array($0[1...])) }) { first, _ in first }
                #expect(ends.count == Self.orders, "\(words)")
                for (number, execution) in answers.all {
                    let order = Order(number: number)
                    #expect(ends[order.name] == [execution.uuid.text] + order.end, "\(order.name), \(words)")
                }
                #expect(engines.allSatisfy { !$0.isOver }, "\(words): an engine ended")
                print("failover: \(words): \(Self.orders) executions")
            }
        }

        /// From here on an answer means that the standby has it too.
        private static func makeSynchronous(_ primary: PostgresCluster) async throws {
            try await primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            try await primary.execute("SELECT pg_reload_conf()")
            while try await primary.execute("SELECT sync_state FROM pg_stat_replication") != ["sync"] {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
