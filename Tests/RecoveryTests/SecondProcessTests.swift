import Engine
import EventLog
import Foundation
import Testing

extension RecoveryTests {
    /// Two processes on one log.
    @Suite(.serialized) struct SecondProcessTests {
        @Test(arguments: ["after effect processData", "after effect generateReport"])
        func aResumeLeavesWhatALivingProcessRunsAndTakesItAtOnceWhenThatOneDies(checkpoint: String) async throws {
            let undisturbed = try await Undisturbed(.succeeding)
            let scene = try Scene()
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
                let database = try RawDatabase(scene.store)
                #expect(try database.rows("SELECT count(*) FROM worker") == [["2"]])
                #expect(try database.rows("SELECT * FROM event WHERE type = 'ExecutionTakenOver'").isEmpty)
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

        @Test(arguments: [SIGTERM, SIGINT])
        func aSignalInterruptsARunThatCanBeResumed(signal: Int32) async throws {
            let undisturbed = try await Undisturbed(.succeeding)
            let scene = try Scene()
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
            let log = try await LogSnapshot.read(scene.store)
            #expect(try log.state(of: log.executions[0]).status == .running)
            try await Resumption(.succeeding).finish(scene, after: log, "after signal \(signal)")
            let end = try await undisturbed.expectSameEnd(of: scene, takeovers: 1, "after signal \(signal)")
            log.expectIsKept(in: end, "after signal \(signal)")
            // The task that was running when the signal came had half a minute to end, and did.
            let starts = end.streams[end.executions[0]]?.filter { $0.type.rawValue == "TaskStarted" }
            #expect(starts?.count == 4)
        }
    }
}
