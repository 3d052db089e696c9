import Engine
import EventLog
import Foundation
import Testing

extension RecoveryTests {
    /// Two processes on one log.
    @Suite(.serialized) struct SecondProcessTests {
        @Test(arguments: StoreKind.allCases, ["after effect processData", "after effect generateReport"])
        func aResumeLeavesWhatALivingProcessRunsAndTakesItAtOnceWhenThatOneDies(
            _ kind: StoreKind, checkpoint: String
        ) async throws {
            let undisturbed = try await Undisturbed(.succeeding, on: kind)
            let scene = try await Scene(on: kind)
            let killedAt = try await onThread { () -> Date in
                let pipes = try scene.pipes()
                let first = try scene.start(
                    Payroll.succeeding.run(scene), environment: pipes.environment(only: checkpoint))
                _ = try #require(try pipes.next(of: first))
                let otherPipes = try scene.pipes()
                let second = try scene.start(
                    Payroll.succeeding.resume(scene), environment: otherPipes.environment())
                try second.waitForOutput("Going on with")
                // It has looked for work several times by now, and is about to look again.
                for _ in 0..<10 {
                    _ = try #require(try otherPipes.next(of: second))
                    otherPipes.goOn()
                }
                #expect(try scene.log.rows("SELECT count(*) FROM worker") == [["2"]])
                #expect(try scene.log.rows("SELECT * FROM event WHERE type = 'ExecutionTakenOver'").isEmpty)
                #expect(first.stop(with: SIGKILL) == .signal(SIGKILL))
                let killedAt = Date()
                _ = try otherPipes.runToEnd(second)
                #expect(try second.wait() == .exit(0), "\(second.output)\(second.errors)")
                return killedAt
            }
            let log = try await undisturbed.expectSameEnd(of: scene, takeovers: 1, checkpoint)
            let events = try #require(log.streams[log.executions[0]])
            let takenOver = try #require(events.first { $0.type.rawValue == "ExecutionTakenOver" })
            let seconds = Double(takenOver.recordedAt.microseconds) / 1e6 - killedAt.timeIntervalSince1970
            // The lease of 30 s was renewed less than 10 s before the kill: who waits for it waits 20 s at least.
            #expect(seconds < 10)
        }
    }
}
