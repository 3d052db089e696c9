import Foundation
import PostgresTestCluster
import Testing

@testable import chaos_engine

extension ChaosTests {
    /// A network that fails at the worst place: at the COMMIT of a payment.
    @Suite struct NetworkTests {
        @Test(.timeLimit(.minutes(5)), arguments: Relay.Place.allCases)
        func `a payment whose COMMIT is cut off is made once`(place: Relay.Place) async throws {
            try await Self.pay(cutting: place) { _, _ in }
        }

        /// The engine's machine is gone with the network, and the server does not know.
        @Test(.timeLimit(.minutes(5)))
        func `a COMMIT that never comes keeps its execution from nobody for long`() async throws {
            try await Self.pay(cutting: .before) { scene, engine in
                await engine.kill()
                _ = try await scene.runningEngine()
            }
        }

        /// Makes three payments, of which one COMMIT is cut off, and looks at what became of them.
        private static func pay(
            cutting place: Relay.Place, _ then: (ChaosScene, EngineProcess) async throws -> Void
        ) async throws {
            try await ChaosScene.with(.shared) { scene in
                let relay = try Relay(to: scene.cluster.directory)
                defer { relay.close() }
                // The patience bounds how long the server waits for a COMMIT that does not come.
                let engine = try await scene.runningEngine(["--patience", "2000"], through: [relay.directory])
                relay.cutNextCommit(Relay.CommitCut(sent: .unnamed, place: place))
                try await Starter(scene.store).start(.payment, "cut")
                while relay.counts.commitsHeld + relay.counts.commitsCut + relay.counts.repliesCut == 0 {
                    try await Task.sleep(for: .milliseconds(10))
                }
                try await then(scene, engine)
                try await scene.untilAllIsDone(within: .seconds(30))
                let problems = try await LogExamination(scene: scene).problems()
                #expect(problems.isEmpty, "\(problems)")
                #expect(try await scene.rows("SELECT status FROM audit.executions") == [["SUCCEEDED"]])
            }
        }
    }
}
