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
                let database = try RawDatabase(scene.store)
                streams = try database.rows("SELECT * FROM stream ORDER BY category, stream_id")
                labels = try database.rows("SELECT * FROM stream_label ORDER BY category, name, value, stream_id")
                wakeUps = try database.rows(
                    """
                    SELECT category, stream_id, queue, semantics, due, parked FROM wake_up
                    ORDER BY category, stream_id
                    """)
            }
        }

        @Test func aRebuildMakesTheSameIndexesRowForRow() async throws {
            let scene = try Scene()
            try Timesheets.fill(scene, count: 20, seed: 3)
            // Killed where some are paid, some are being paid, and some mail is yet to be delivered.
            let work = """
                SELECT (SELECT count(*) FROM stream WHERE category = 'execution' AND status = 'SUCCEEDED') > 2,
                       (SELECT count(*) FROM stream WHERE category = 'execution' AND status = 'RUNNING') > 2,
                       (SELECT count(*) FROM stream WHERE category = 'notification' AND status = 'PENDING') > 0
                """
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(scene.watch, environment: pipes.environment(only: "after commit"))
                while true {
                    _ = try #require(try pipes.next(of: child), "\(child.output)\(child.errors)")
                    if try RawDatabase(scene.store).rows(work) == [["1", "1", "1"]] { break }
                    pipes.goOn()
                }
                #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
            }
            try await expectRebuildChangesNothing(scene)
            let (end, output, errors) = try await onThread { try scene.run(["resume", "--out", scene.out]) }
            #expect(end == .exit(0), "\(output)\(errors)")
            try await expectRebuildChangesNothing(scene)
            let log = try await LogSnapshot.read(scene.store)
            log.expectIsWhole("after rebuild and resume")
            for execution in log.executions { #expect(try log.state(of: execution).status == .succeeded) }
            #expect(scene.mails("success/new").count == log.executions.count)
        }

        @Test func aRebuildOfARunThatWaitsForItsRetryKeepsItsMoment() async throws {
            let scene = try Scene()
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(
                    Payroll.timingOut.run(scene), environment: pipes.environment(only: "after commit"))
                while true {
                    _ = try #require(try pipes.next(of: child), "\(child.output)\(child.errors)")
                    let retries = try RawDatabase(scene.store).rows("SELECT 1 FROM event WHERE type = 'RetryScheduled'")
                    if !retries.isEmpty { break }
                    pipes.goOn()
                }
                #expect(child.stop(with: SIGKILL) == .signal(SIGKILL))
            }
            try await expectRebuildChangesNothing(scene)
        }

        @Test func aRebuildIsRefusedWhileAWorkerLives() async throws {
            let scene = try Scene()
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(
                    Payroll.succeeding.run(scene), environment: pipes.environment(only: "after effect"))
                _ = try #require(try pipes.next(of: child))
                let (end, _, errors) = try scene.run(["rebuild", "--out", scene.out])
                #expect(end == .exit(2))
                #expect(errors.contains("is alive; end all workers before a rebuild"), "\(errors)")
                _ = try pipes.goOnToEnd(child)
                #expect(try child.wait() == .exit(0))
            }
        }

        private func expectRebuildChangesNothing(
            _ scene: Scene, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let events = try await LogSnapshot.read(scene.store)
            let before = try Indexes(scene)
            let (end, output, errors) = try await onThread { try scene.run(["rebuild", "--out", scene.out]) }
            #expect(end == .exit(0), "\(errors)", sourceLocation: sourceLocation)
            #expect(
                output == "The indexes of \(events.streams.count) streams were made again.\n",
                sourceLocation: sourceLocation)
            let after = try Indexes(scene)
            #expect(after.streams == before.streams, sourceLocation: sourceLocation)
            #expect(after.labels == before.labels, sourceLocation: sourceLocation)
            #expect(after.wakeUps == before.wakeUps, sourceLocation: sourceLocation)
            let kept = try await LogSnapshot.read(scene.store)
            #expect(kept.streams == events.streams, sourceLocation: sourceLocation)
        }
    }
}
