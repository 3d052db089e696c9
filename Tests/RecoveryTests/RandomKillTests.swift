import Foundation
import Testing

extension RecoveryTests {
    /// Kills at moments that nobody chose, in a row, the resuming process too.
    @Suite(.serialized) struct RandomKillTests {
        static let seeds = 1...UInt64(Program.isSoak ? 400 : 8)

        /// On Postgres they begin on an empty database: the first kills meet a program that makes its tables.
        @Test(arguments: StoreKind.allCases, Payroll.allCases)
        func aPayrollKilledAgainAndAgainEndsAsIfNothingHadHappened(
            _ kind: StoreKind, _ payroll: Payroll
        ) async throws {
            let undisturbed = try await Undisturbed(payroll, on: kind, migrated: false)
            let kills = try await inParallel(Self.seeds, width: payroll == .timingOut ? 6 : 3) {
                try await killAgainAndAgain(undisturbed, seed: $0)
            }
            let total = kills.reduce(0, +)
            #expect(total >= Self.seeds.count)
            print("\(payroll.rawValue) on \(kind.rawValue): \(total) kills at random moments, seeds \(Self.seeds)")
        }

        /// Kills up to four times, finishes, compares, and returns how often it killed.
        private func killAgainAndAgain(_ undisturbed: Undisturbed, seed: UInt64) async throws -> Int? {
            let payroll = undisturbed.payroll
            let scene = try await Scene(on: undisturbed.kind, migrated: false)
            var random = SeededGenerator(seed: seed)
            var log = LogSnapshot()
            var kills = 0
            for round in 1...4 {
                let place = "seed \(seed), round \(round)"
                let arguments = Resumption(payroll).arguments(scene, after: log)
                // Half the time of an undisturbed run, or a machine that is less busy by now would end before most kills.
                let delay = Int.random(in: 0...undisturbed.microseconds / 2, using: &random)
                let end = try await onThread {
                    let child = try scene.start(arguments)
                    return child.ends(withinMicroseconds: delay) ? try child.wait() : child.stop(with: SIGKILL)
                }
                let after = try await scene.log.snapshot()
                after.expectIsWhole("\(payroll.rawValue), \(place)")
                log.expectIsKept(in: after, "\(payroll.rawValue), \(place)")
                guard end == .signal(SIGKILL) else {
                    #expect(end == .exit(try Resumption(payroll).exitCode(after: log)), "\(place)")
                    log = after
                    break
                }
                kills += 1
                log = after
            }
            try await Resumption(payroll).finish(scene, after: log, "seed \(seed)")
            try await undisturbed.expectSameEnd(of: scene, takeovers: kills, "seed \(seed), \(kills) kills")
            return kills
        }
    }
}
