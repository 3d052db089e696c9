import Engine
import EventLog
import Foundation
import Testing

extension RecoveryTests {
    /// Processes that are asked to end.
    @Suite(.serialized) struct SignalTests {
        @Test(arguments: StoreKind.allCases, [SIGTERM, SIGINT])
        func aSignalInterruptsARunThatCanBeResumed(_ kind: StoreKind, signal: Int32) async throws {
            let undisturbed = try await Self.undisturbed(kind)
            let scene = try await Scene(on: kind)
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(
                    Payroll.succeeding.run(scene), environment: pipes.environment(only: "after effect"))
                _ = try #require(try pipes.next(of: child))
                child.send(signal)
                try child.waitForOutput("Interrupted. Go on with: payroll-demo resume")
                pipes.goOn()
                #expect(try pipes.runToEnd(child) == [], "a task began after the signal")
                #expect(try child.wait() == .exit(3), "\(child.output)\(child.errors)")
            }
            let log = try await scene.log.snapshot()
            #expect(try log.state(of: log.executions[0]).status == .running)
            try await Resumption(.succeeding).finish(scene, after: log, "after signal \(signal)")
            let end = try await undisturbed.expectSameEnd(of: scene, takeovers: 1, "after signal \(signal)")
            log.expectIsKept(in: end, "after signal \(signal)")
            // The task that was running when the signal came had half a minute to end, and did.
            let starts = end.streams[end.executions[0]]?.filter { $0.type.rawValue == "TaskStarted" }
            #expect(starts?.count == 4)
        }

        @Test(arguments: StoreKind.allCases)
        func aResumeThatIsToldToEndWhileMailIsLeftSaysSo(_ kind: StoreKind) async throws {
            let undisturbed = try await Self.undisturbed(kind)
            let scene = try await Scene(on: kind)
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(Payroll.succeeding.run(scene), environment: pipes.environment())
                while let checkpoint = try pipes.next(of: child) {
                    let name = String(checkpoint.drop { $0 != " " }.dropFirst())
                    if try KillPlace.places(at: name, in: scene, .succeeding).contains(.afterMail) { break }
                    pipes.goOn()
                }
                #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
                // The log stands still, so the mail cannot be recorded before the signal comes.
                let otherPipes = try scene.pipes()
                let second = try scene.start(
                    Payroll.succeeding.resume(scene), environment: otherPipes.environment())
                _ = try #require(try otherPipes.next(of: second))
                try second.waitForOutput("Nothing was interrupted.")
                second.send(SIGTERM)
                try second.waitForOutput("Interrupted. Go on with: payroll-demo resume")
                _ = try otherPipes.goOnToEnd(second)
                #expect(try second.wait() == .exit(3), "\(second.output)\(second.errors)")
            }
            let log = try await scene.log.snapshot()
            try await Resumption(.succeeding).finish(scene, after: log, "mail was left")
            try await undisturbed.expectSameEnd(of: scene, takeovers: 1, "mail was left")
        }

        @Test(arguments: StoreKind.allCases, 1...UInt64(Program.isSoak ? 300 : 6))
        func aSignalAtAnyMomentEndsTheRunInOrder(_ kind: StoreKind, seed: UInt64) async throws {
            let payroll = Payroll.succeeding
            let undisturbed = try await Self.undisturbed(kind)
            let scene = try await Scene(on: kind)
            var random = SeededGenerator(seed: seed)
            var log = LogSnapshot()
            for round in 1...3 {
                let arguments = Resumption(payroll).arguments(scene, after: log)
                let delay = Int.random(in: 0...undisturbed.microseconds, using: &random)
                let end = try await onThread {
                    let child = try scene.start(arguments)
                    if !child.ends(withinMicroseconds: delay) { child.send(seed % 2 == 0 ? SIGTERM : SIGINT) }
                    return (end: try child.wait(), errors: child.errors)
                }
                // A process that is just being loaded knows nothing of signals yet.
                let signal: Child.End = .signal(seed % 2 == 0 ? SIGTERM : SIGINT)
                #expect([.exit(0), .exit(3), signal].contains(end.end), "seed \(seed), round \(round): \(end.errors)")
                log = try await scene.log.snapshot()
                log.expectIsWhole("seed \(seed), round \(round)")
            }
            try await Resumption(payroll).finish(scene, after: log, "seed \(seed)")
            try await undisturbed.expectSameEnd(of: scene, takeovers: 3, "seed \(seed)")
        }

        private static func undisturbed(_ kind: StoreKind) async throws -> Undisturbed {
            try await (kind == .sqlite ? onSQLite : onPostgres).value
        }

        private static let onSQLite = Task { try await Undisturbed(.succeeding, on: .sqlite) }
        private static let onPostgres = Task { try await Undisturbed(.succeeding, on: .postgres) }
    }
}
