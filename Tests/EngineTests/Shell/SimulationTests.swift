import EngineTesting
import Foundation
import Testing

@Suite("On a store that goes wrong", .timeLimit(.minutes(10))) struct SimulationTests {
    /// The seeds: three, with `DAYBOOK_SOAK=1` three hundred; `DAYBOOK_SEED` names another one.
    static let seeds: [UInt64] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["DAYBOOK_SEED"].flatMap(UInt64.init) { return [seed] }
        return Array(1...(environment["DAYBOOK_SOAK"] == "1" ? 300 : 3))
    }()

    // One after the other: hundreds at once would each take longer than one may.
    @Test("nothing is lost or doubled, and everything ends once the faults stop", .serialized, arguments: seeds)
    func simulation(seed: UInt64) async throws {
        print("simulation seed \(seed)")
        var faults = StoreFaults()
        faults.refusedCommits = 0.05
        faults.lostCommitAnswers = 0.05
        faults.conflicts = 0.05
        faults.lostClaimAnswers = 0.2
        faults.failedReads = 0.1
        faults.failedKeepAlives = 0.2
        faults.yields = 6
        let simulation = Simulation(seed: seed, faults: faults)
        let executions = try await simulation.run(150, leaps: 200_000)
        let problems = try await Auditor(store: simulation.store, calls: simulation.callCounts).problems(executions)
        #expect(problems.isEmpty, "seed \(seed):\n\(problems.prefix(20).joined(separator: "\n"))")
        #expect(executions.count == 150)
        #expect(simulation.doubledNames == 0)
        let claims = try await simulation.store.claims(moving: simulation.clock)
        #expect(claims.isEmpty, "seed \(seed)")
    }

    @Test func `the audit finds a store that forgets what it promised to keep`() async throws {
        var faults = StoreFaults()
        faults.forgottenCommits = 0.1
        let simulation = Simulation(seed: 5, faults: faults)
        let executions = try await simulation.run(30, leaps: 400)
        let problems = try await Auditor(store: simulation.store, calls: simulation.callCounts).problems(executions)
        #expect(!problems.isEmpty)
    }
}
