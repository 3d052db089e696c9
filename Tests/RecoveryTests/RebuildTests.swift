import Engine
import Foundation
import Testing

extension RecoveryTests {
    /// Law 1: what is not an event can be thrown away and made again.
    @Suite(.serialized) struct RebuildTests {
        /// The indexes, without who held what: that is said by processes, and those are gone.
        private struct Indexes: Equatable {
            let streams: [[String]]
            let labels: [[String]]
            let wakeUps: [[String]]

            init(_ scene: Scene) throws {
                streams = try scene.log.rows("SELECT * FROM stream ORDER BY category, stream_id")
                labels = try scene.log.rows("SELECT * FROM stream_label ORDER BY category, name, value, stream_id")
                wakeUps = try scene.log.rows(
                    """
                    SELECT category, stream_id, queue, semantics, due, parked FROM wake_up
                    ORDER BY category, stream_id
                    """)
            }
        }

        @Test(arguments: StoreKind.allCases) func aRebuildMakesTheSameIndexesRowForRow(_ kind: StoreKind) async throws {
            let scene = try await Scene(on: kind)
            try Timesheets.fill(scene, count: 20, seed: 3)
            // Killed where some are paid, some are being paid, and some mail is yet to be delivered.
            let work = """
                SELECT 1
                WHERE (SELECT count(*) FROM stream WHERE category = 'execution' AND status = 'SUCCEEDED') > 2
                  AND (SELECT count(*) FROM stream WHERE category = 'execution' AND status = 'RUNNING') > 2
                  AND (SELECT count(*) FROM stream WHERE category = 'notification' AND status = 'PENDING') > 0
                """
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(scene.watch, environment: pipes.environment(only: "after commit"))
                while true {
                    _ = try #require(try pipes.next(of: child), "\(child.output)\(child.errors)")
                    if try !scene.log.rows(work).isEmpty { break }
                    pipes.goOn()
                }
                #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
            }
            try await expectRebuildChangesNothing(scene)
            let (end, output, errors) = try await onThread { try scene.run(scene.command("resume")) }
            #expect(end == .exit(0), "\(output)\(errors)")
            try await expectRebuildChangesNothing(scene)
            let log = try await scene.log.snapshot(audited: true)
            log.expectIsWhole("after rebuild and resume")
            for execution in log.executions { #expect(try log.state(of: execution).status == .succeeded) }
            #expect(scene.mails("success/new").count == log.executions.count)
        }

        @Test(arguments: StoreKind.allCases) func aRebuildOfARunThatWaitsForItsRetryKeepsItsMoment(_ kind: StoreKind)
            async throws
        {
            let scene = try await Scene(on: kind)
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(
                    Payroll.timingOut.run(scene), environment: pipes.environment(only: "after commit"))
                while true {
                    _ = try #require(try pipes.next(of: child), "\(child.output)\(child.errors)")
                    let retries = try scene.log.rows("SELECT 1 FROM event WHERE type = 'RetryScheduled'")
                    if !retries.isEmpty { break }
                    pipes.goOn()
                }
                #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
            }
            try await expectRebuildChangesNothing(scene)
        }

        @Test(arguments: StoreKind.allCases) func aRebuildIsRefusedWhileAWorkerLives(_ kind: StoreKind) async throws {
            let scene = try await Scene(on: kind)
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(
                    Payroll.succeeding.run(scene), environment: pipes.environment(only: "after effect"))
                _ = try #require(try pipes.next(of: child))
                let (end, _, errors) = try scene.run(scene.command("rebuild"))
                #expect(end == .exit(2))
                #expect(errors.contains("is alive; end all workers before a rebuild"), "\(errors)")
                _ = try pipes.goOnToEnd(child)
                #expect(try child.wait() == .exit(0))
            }
        }

        private func expectRebuildChangesNothing(
            _ scene: Scene, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let events = try await scene.log.snapshot()
            let before = try Indexes(scene)
            let (end, output, errors) = try await onThread { try scene.run(scene.command("rebuild")) }
            #expect(end == .exit(0), "\(errors)", sourceLocation: sourceLocation)
            #expect(
                output == "The indexes of \(events.streams.count) streams were made again.\n",
                sourceLocation: sourceLocation)
            let after = try Indexes(scene)
            #expect(after.streams == before.streams, sourceLocation: sourceLocation)
            #expect(after.labels == before.labels, sourceLocation: sourceLocation)
            #expect(after.wakeUps == before.wakeUps, sourceLocation: sourceLocation)
            let kept = try await scene.log.snapshot()
            #expect(kept.streams == events.streams, sourceLocation: sourceLocation)
        }
    }
}
