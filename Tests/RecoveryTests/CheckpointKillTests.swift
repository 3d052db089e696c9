import EventLog
import Foundation
import Testing

extension RecoveryTests {
    /// Kills at every checkpoint: before each commit, after each commit, and after each task's effect.
    @Suite(.serialized) struct CheckpointKillTests {
        /// Which checkpoint of a run to kill at.
        enum Aim: Sendable, CustomStringConvertible {
            case number(Int)
            case place(KillPlace)

            var description: String {
                switch self {
                case .number(let number): "checkpoint \(number)"
                case .place(let place): "\(place)"
                }
            }
        }

        @Test(arguments: StoreKind.allCases, Payroll.allCases)
        func aPayrollKilledAtAnyCheckpointEndsAsIfNothingHadHappened(
            _ kind: StoreKind, _ payroll: Payroll
        ) async throws {
            let undisturbed = try await Undisturbed(payroll, on: kind)
            var kills: [Set<KillPlace>] = []
            var first = 1
            var isAtEnd = false
            // At the checkpoints 1, 2, 3, … until a run ends before it comes to the next one.
            while !isAtEnd {
                let numbers = first..<first + 16
                let found = try await inParallel(numbers, width: payroll.width) {
                    try await kill(undisturbed, at: .number($0))
                }
                kills += found
                isAtEnd = found.count < numbers.count
                first = numbers.upperBound
            }
            // What happens at one moment shares a transaction by chance, so a place may have been passed over.
            var hit = kills.reduce(into: Set<KillPlace>()) { $0.formUnion($1) }
            for _ in 0..<3 {
                let missing = undisturbed.places.subtracting(hit)
                let found = try await inParallel(missing, width: payroll.width) {
                    try await kill(undisturbed, at: .place($0))
                }
                kills += found
                hit = found.reduce(into: hit) { $0.formUnion($1) }
            }
            #expect(undisturbed.places.subtracting(hit) == [])
            #expect(kills.count >= 30)
            print("\(payroll.rawValue) on \(kind.rawValue): \(kills.count) kills at checkpoints")
        }

        /// Runs to a checkpoint, kills there, resumes, and compares; `nil` where this run had no such checkpoint.
        private func kill(_ undisturbed: Undisturbed, at aim: Aim) async throws -> Set<KillPlace>? {
            let payroll = undisturbed.payroll
            let scene = try await Scene(on: undisturbed.kind)
            let places = try await onThread { try run(payroll, in: scene, to: aim) }
            guard let places else {
                try await undisturbed.expectSameEnd(of: scene, takeovers: 0, "not killed at \(aim)")
                return nil
            }
            let place = "killed at \(aim): \(places)"
            let log = try await scene.log.snapshot()
            log.expectIsWhole("\(place), before the resume")
            try await Resumption(payroll).finish(scene, after: log, place)
            let end = try await undisturbed.expectSameEnd(of: scene, takeovers: 1, place)
            log.expectIsKept(in: end, "\(place)")
            return places
        }

        /// Runs the payroll until it stands at the aim, and kills it there; `nil` where it ended before.
        private func run(_ payroll: Payroll, in scene: Scene, to aim: Aim) throws -> Set<KillPlace>? {
            let pipes = try scene.pipes()
            let child = try scene.start(payroll.run(scene), environment: pipes.environment())
            while let checkpoint = try pipes.next(of: child) {
                let parts = checkpoint.split(separator: " ", maxSplits: 1)
                let (number, name) = (Int(parts[0]), String(parts[1]))
                let places: Set<KillPlace>?
                switch aim {
                case .number(let wanted):
                    places = number == wanted ? try KillPlace.places(at: name, in: scene, payroll) : nil
                case .place(let wanted):
                    let here = try KillPlace.places(at: name, in: scene, payroll)
                    places = here.contains(wanted) ? here : nil
                }
                if let places {
                    #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
                    return places
                }
                pipes.goOn()
            }
            let end = try child.wait()
            #expect(end == .exit(payroll.exitCode), "not killed at \(aim): \(child.output)\(child.errors)")
            return nil
        }
    }
}

extension Payroll {
    /// How many of its runs go on at one time: one that waits for its retry needs no processor.
    fileprivate var width: Int { self == .timingOut ? 6 : 4 }
}
