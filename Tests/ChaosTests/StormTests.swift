import EngineTesting
import EventLog
import Foundation
import PostgresTestCluster
import Testing

@testable import chaos_engine

extension ChaosTests {
    /// Four engines, one of them behind a bad network, a server that crashes, and everything at random.
    @Suite struct StormTests {
        private static let orders = Soak.isOn ? 5000 : 500
        private static let duration = Duration.seconds(Soak.isOn ? 90 : 35)
        /// How many orders may be open at one time: a lease of two seconds is not made for more than there is time for.
        private static let crowd = 150
        private static let engines = 4
        private static let lease = 2000
        private static let options = ["--lease", "\(lease)", "--patience", "3000"]

        @Test(.timeLimit(.minutes(60)))
        func `engines that are killed, paused and cut off leave a log without a fault`() async throws {
            let seed = Soak.seed()
            let cluster = PostgresCluster()
            try await ChaosScene.with(cluster) { scene in
                let relay = try Relay(to: cluster.directory)
                defer { relay.close() }
                let counts = try await Self.storm(over: scene, relay, seed: seed)
                try await scene.untilAllIsDone(within: .seconds(Soak.isOn ? 1800 : 120))
                let fenced = scene.count(of: "the lease was lost")
                let words = "seed \(seed), \(counts), \(relay.counts), \(fenced) leases lost"
                let problems = try await LogExamination(scene: scene).problems()
                #expect(problems.isEmpty, "\(words): \(problems)")
                try await Self.compareEnds(scene, words)
                try await Self.compareMail(scene, words)
                #expect(relay.counts.repliesCut > 0 && counts.crashes > 0 && fenced > 0, "\(words)")
            }
        }

        /// Everything at once, until the time is up and all orders are started; four engines run afterwards.
        private static func storm(
            over scene: ChaosScene, _ relay: Relay, seed: UInt64
        ) async throws -> FaultCounts {
            let weather = Weather()
            return try await withThrowingTaskGroup(of: FaultCounts.self) { group in
                for number in 0..<engines {
                    let hosts = number == 0 ? [relay.directory] : [scene.cluster.directory]
                    group.addTask {
                        try await torment(scene, hosts, in: weather, SeededGenerator(seed: seed &+ UInt64(number)))
                    }
                }
                group.addTask { try await spoil(relay, in: weather, SeededGenerator(seed: seed &+ 100)) }
                group.addTask { try await crash(scene.cluster, in: weather, SeededGenerator(seed: seed &+ 200)) }
                group.addTask {
                    let begun = ContinuousClock.now
                    try await startAll(scene)
                    try await Task.sleep(until: begun.advanced(by: duration))
                    weather.calmDown()
                    return FaultCounts()
                }
                return try await group.reduce(FaultCounts(), +)
            }
        }

        /// Starts all orders, a few at a time, spread over the time of the faults.
        private static func startAll(_ scene: ChaosScene) async throws {
            let starter = try Starter(scene.store)
            let begun = ContinuousClock.now
            for number in 1...orders {
                _ = try await starter.start(Order(number: number))
                guard number % 10 == 0 else { continue }
                while try await scene.rows("SELECT FROM daybook.wake_up").count > crowd {
                    try await Task.sleep(for: .milliseconds(50))
                }
                let pace = begun.advanced(by: duration * 0.8 * (Double(number) / Double(orders)))
                try await Task.sleep(until: pace)
            }
        }

        private static func torment(
            _ scene: ChaosScene, _ hosts: [URL], in weather: Weather, _ random: SeededGenerator
        ) async throws -> FaultCounts {
            var (random, counts) = (random, FaultCounts())
            var process = try await scene.runningEngine(options, through: hosts)
            while weather.isStormy {
                try await Task.sleep(for: .milliseconds(Int.random(in: 100...4000, using: &random)))
                if Int.random(in: 0..<3, using: &random) == 0 {
                    process.send(SIGSTOP)
                    try await Task.sleep(for: .milliseconds(lease + Int.random(in: 300...2000, using: &random)))
                    process.send(SIGCONT)
                    counts.pauses += 1
                } else {
                    await process.kill()
                    process = try await scene.runningEngine(options, through: hosts)
                    counts.kills += 1
                }
            }
            return counts
        }

        private static func spoil(
            _ relay: Relay, in weather: Weather, _ random: SeededGenerator
        ) async throws -> FaultCounts {
            var (random, counts) = (random, FaultCounts())
            while weather.isStormy {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...1000, using: &random)))
                switch Int.random(in: 0..<8, using: &random) {
                case 0:
                    relay.isStalled = true
                    try await Task.sleep(for: .milliseconds(Int.random(in: 500...5000, using: &random)))
                    relay.isStalled = false
                    counts.stalls += 1
                case 1: relay.cut()
                default:
                    relay.cutNextCommit(
                        Relay.CommitCut(
                            sent: Bool.random(using: &random) ? .named : .unnamed,
                            place: Relay.Place.allCases.randomElement(using: &random) ?? .reply))
                }
            }
            relay.stopCutting()
            return counts
        }

        private static func crash(
            _ cluster: PostgresCluster, in weather: Weather, _ random: SeededGenerator
        ) async throws -> FaultCounts {
            var (random, counts) = (random, FaultCounts())
            while true {
                try await Task.sleep(for: .milliseconds(Int.random(in: 3000...12_000, using: &random)))
                guard weather.isStormy else { return counts }
                try await cluster.crash()
                counts.crashes += 1
            }
        }

        private static func compareEnds(_ scene: ChaosScene, _ words: String) async throws {
            let rows = try await scene.rows("SELECT name, status, error, takeovers, retries FROM audit.executions")
            let ends = Dictionary(rows.map { ($0[0] ?? "", Array($0[1...2])) }) { first, _ in first }
            #expect(ends.count == orders, "\(words)")
            for order in (1...orders).map(Order.init) {
                #expect(ends[order.name] == order.end, "\(order.name), \(words)")
            }
            let sums = [3, 4].map { column in rows.compactMap { $0[column].flatMap { Int($0) } }.reduce(0, +) }
            print("storm: \(words): \(orders) executions, \(sums[0]) takeovers, \(sums[1]) retries")
        }

        /// Each message is a file named after its notification, and each order that was not refused has one.
        private static func compareMail(_ scene: ChaosScene, _ words: String) async throws {
            let rows = try await scene.rows(
                "SELECT message_id, execution_name FROM audit.notifications WHERE is_last_attempt")
            let mail = scene.directory.appending(path: "mail/new").path
            let files = try FileManager.default.contentsOfDirectory(atPath: mail)
            let delivered = files.compactMap { $0.split(separator: ".").dropFirst().first?.prefix { $0 != "_" } }
            #expect(Set(delivered.map(String.init)) == Set(rows.compactMap { $0[0] }), "\(words)")
            let told = (1...orders).map(Order.init).filter { $0.kind != "refused" }.map(\.name)
            let published = rows.compactMap { $0[1] }
            #expect(Set(published) == Set(told) && published.count == told.count, "\(words)")
        }
    }
}
