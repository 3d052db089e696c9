import EventLog
import Foundation
import Testing

extension RecoveryTests {
    /// Kills at every checkpoint: before each commit, after each commit, and after each task's effect.
    @Suite(.serialized) struct CheckpointKillTests {
        /// A run that was killed, and where.
        struct Kill: Sendable {
            let number: Int
            let checkpoint: String
            /// Where the execution's stream ended, and whether mail was there that the log knew nothing of.
            let version: Int64
            let hasUnrecordedMail: Bool
        }

        @Test(arguments: Payroll.allCases)
        func aPayrollKilledAtAnyCheckpointEndsAsIfNothingHadHappened(_ payroll: Payroll) async throws {
            let undisturbed = try await Undisturbed(payroll)
            var kills: [Kill] = []
            // What runs at one moment shares transactions by chance, so a checkpoint has not always the same number:
            // the same numbers again, until every place was hit.
            for _ in 0..<4 {
                kills += try await sweep(undisturbed)
                if missing(in: kills, undisturbed).isEmpty { break }
            }
            #expect(missing(in: kills, undisturbed) == [])
            #expect(kills.count >= 30)
            print("\(payroll.rawValue): \(kills.count) kills at checkpoints, of \(undisturbed.checkpoints.count)")
        }

        /// Kills at the checkpoints 1, 2, 3, … until a run ends before it comes to the next one.
        private func sweep(_ undisturbed: Undisturbed) async throws -> [Kill] {
            var kills: [Kill] = []
            var first = 1
            while true {
                let numbers = first..<first + 20
                let found = try await inParallel(numbers) { try await self.kill(undisturbed, at: $0) }
                kills += found
                if found.count < numbers.count { return kills }
                first = numbers.upperBound
            }
        }

        /// Runs to a checkpoint, kills there, resumes, and compares; `nil` where the run has no such checkpoint.
        private func kill(_ undisturbed: Undisturbed, at number: Int) async throws -> Kill? {
            let payroll = undisturbed.payroll
            let scene = try Scene()
            let checkpoint = try await onThread { () -> String? in
                let pipes = try scene.pipes()
                let child = try scene.start(payroll.run(scene), environment: pipes.environment())
                let checkpoint = try pipes.run(child, to: number)
                guard checkpoint != nil else {
                    let end = try child.wait()
                    #expect(end == .exit(payroll.exitCode), "not killed: \(child.output)\(child.errors)")
                    return nil
                }
                #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
                return checkpoint
            }
            guard let checkpoint else {
                try await undisturbed.expectSameEnd(of: scene, kills: 0, "not killed at \(number)")
                return nil
            }
            let place = "killed at \(checkpoint)"
            let log = try await LogSnapshot.read(scene.store)
            log.expectIsWhole("\(place), before the resume")
            let hasUnrecordedMail =
                !scene.mails("\(payroll.mails.one)/new").isEmpty
                && log.notifications.allSatisfy {
                    log.streams[$0]?.contains { $0.type.rawValue == "Delivered" } == false
                }
            try await Resumption(payroll).finish(scene, after: log, place)
            let end = try await undisturbed.expectSameEnd(of: scene, kills: 1, place)
            log.expectIsKept(in: end, "\(place)")
            return Kill(
                number: number, checkpoint: String(checkpoint.drop { $0 != " " }.dropFirst()), version: log.version,
                hasUnrecordedMail: hasUnrecordedMail)
        }

        /// The places that no kill has hit: before and after each commit of the execution, after each effect.
        private func missing(in kills: [Kill], _ undisturbed: Undisturbed) -> [String] {
            func versions(_ checkpoint: String) -> Set<Int64> {
                Set(kills.filter { $0.checkpoint == checkpoint }.map(\.version))
            }
            var missing = undisturbed.commitEnds.subtracting(versions("after commit")).sorted().map { "after \($0)" }
            missing += undisturbed.commitEnds.union([0]).subtracting(versions("before commit")).sorted()
                .map { "before the commit after \($0)" }
            let names = Set(kills.map(\.checkpoint))
            missing += undisturbed.payroll.effects.map { "after effect \($0)" }.filter { !names.contains($0) }
            if !kills.contains(where: \.hasUnrecordedMail) { missing.append("after the mail") }
            return missing
        }
    }
}
