import Engine
import EventLog
import Foundation
import Testing

extension RecoveryTests {
    /// Many executions at one time, in a process that is killed while it commits for all of them.
    @Suite(.serialized) struct WatchKillTests {
        static let count = 20
        /// How often it is looked for the end, 20 ms apart at least: whoever looks as often has found a hang.
        static let looks = 6_000

        /// What the inbox comes to when nobody disturbs it.
        struct Paid {
            let files: [String: Data]
            /// The events of each execution, by the execution's name.
            let senses: [String: [String]]
            /// From the first event to the last, in microseconds: how fast this machine is.
            let duration: Int
        }

        @Test(arguments: StoreKind.allCases, 1...UInt64(Program.isSoak ? 40 : 2))
        func aWatchThatIsKilledAgainAndAgainPaysEachFileOnce(_ kind: StoreKind, seed: UInt64) async throws {
            let (paid, scene) = (try await undisturbed(kind, seed: seed), try await Scene(on: kind))
            try Timesheets.fill(scene, count: Self.count, seed: seed)
            var random = SeededGenerator(seed: seed)
            var log = LogSnapshot()
            var kills = 0
            var interrupted = 0
            // One more takeover without progress, and the engine would leave an execution to a person.
            for round in 1...5 {
                // Half the time that all of it takes: some executions are running then, on a slow machine and on a fast one.
                let delay = Int.random(in: 0...paid.duration / 2, using: &random)
                let end = try await onThread {
                    let child = try scene.start(scene.watch)
                    // Now among the starts of many, now among the takeovers that come before any start.
                    try child.waitForOutput(anyOf: round % 2 == 1 ? [": started", ": paid before"] : ["Watching"])
                    // The machine may be faster by now: while files are left, executions run.
                    let start = ContinuousClock.now
                    while ContinuousClock.now - start < .microseconds(delay), try paidCount(scene) < 3 * round {
                        #expect(!child.ends(withinMicroseconds: 1_000), "\(child.output)\(child.errors)")
                    }
                    return child.stop(with: SIGKILL)
                }
                #expect(end == .signal(SIGKILL))
                kills += 1
                let after = try await scene.log.snapshot()
                after.expectIsWhole("seed \(seed), round \(round)")
                log.expectIsKept(in: after, "seed \(seed), round \(round)")
                log = after
                interrupted += try log.executions.count { try log.state(of: $0).status == .running }
            }
            #expect(interrupted > 0, "no kill hit an execution that was running")
            try await finish(scene)
            try await expectPaid(paid, in: scene, "seed \(seed), \(kills) kills")
            print(
                "watch on \(kind.rawValue): \(kills) kills, \(interrupted) times an execution was interrupted, seed \(seed)"
            )
        }

        @Test(arguments: StoreKind.allCases) func aWatchThatIsToldToEndLosesNothing(_ kind: StoreKind) async throws {
            let seed: UInt64 = 7
            let (paid, scene) = (try await undisturbed(kind, seed: seed), try await Scene(on: kind))
            try Timesheets.fill(scene, count: Self.count, seed: seed)
            try await onThread {
                let pipes = try scene.pipes()
                let child = try scene.start(
                    scene.watch, environment: pipes.environment(only: "after effect generatePaystubs"))
                _ = try #require(try pipes.next(of: child))
                child.send(SIGTERM)
                try child.waitForOutput("Interrupted. Go on with: payroll-demo resume")
                _ = try pipes.goOnToEnd(child)
                #expect(try child.wait() == .exit(0), "\(child.output)\(child.errors)")
                #expect(child.errors.isEmpty)
            }
            let log = try await scene.log.snapshot()
            log.expectIsWhole("after SIGTERM")
            let running = try log.executions.filter { try log.state(of: $0).status == .running }
            #expect(!running.isEmpty, "it was told to end while it had work")
            try await finish(scene)
            let end = try await expectPaid(paid, in: scene, "after SIGTERM")
            log.expectIsKept(in: end, "after SIGTERM")
            // Whoever was told to end let its tasks end: nothing had to be done twice.
            for events in end.executions.compactMap({ end.streams[$0] }) {
                let story = events.map { "\($0.version) \($0.type)" }.joined(separator: ", ")
                #expect(try Sense(of: events, in: scene.root).runs == 4, "\(story)")
            }
        }

        private func undisturbed(_ kind: StoreKind, seed: UInt64) async throws -> Paid {
            let scene = try await Scene(on: kind)
            try Timesheets.fill(scene, count: Self.count, seed: seed)
            try await finish(scene)
            let log = try await scene.log.snapshot()
            let times = log.executions.flatMap { log.streams[$0] ?? [] }.map(\.recordedAt.microseconds)
            let duration = try #require(times.max()) - #require(times.min())
            let paid = Paid(files: try scene.files(), senses: try senses(log, scene), duration: Int(duration))
            #expect(paid.files.keys.filter { $0.hasSuffix("report.pdf") }.count == Self.count)
            #expect(paid.senses.count == Self.count)
            return paid
        }

        /// Watches until every file is paid and every mail delivered, and tells it to end then.
        private func finish(_ scene: Scene) async throws {
            try await onThread {
                let child = try scene.start(scene.watch)
                try child.waitForOutput("Watching")
                // The pause is cut short by the process's end.
                var looks = Self.looks
                while try !isDone(scene), !child.ends(withinMicroseconds: 20_000) {
                    looks -= 1
                    guard looks > 0 else {
                        let open = try open(scene)
                        throw Child.Failure(description: "not all is paid: \(open)\n\(child.output)\(child.errors)")
                    }
                }
                child.send(SIGTERM)
                #expect(try child.wait() == .exit(0), "\(child.output)\(child.errors)")
            }
        }

        /// What has not ended, for whoever reads that a watch hung: streams, their last events and their wake-ups.
        private func open(_ scene: Scene) throws -> String {
            let rows = try scene.log.rows(
                """
                SELECT stream.category, stream.stream_id, stream.status, event.version, event.type, event.recorded_at,
                       wake_up.*
                FROM stream
                LEFT JOIN wake_up ON wake_up.category = stream.category AND wake_up.stream_id = stream.stream_id
                LEFT JOIN event ON event.category = stream.category AND event.stream_id = stream.stream_id
                WHERE stream.category IN ('execution', 'notification') AND stream.status NOT IN ('SUCCEEDED', 'DELIVERED')
                ORDER BY stream.category, stream.stream_id, event.version
                """)
            return rows.map { $0.joined(separator: " | ") }.joined(separator: "\n")
        }

        private func paidCount(_ scene: Scene) throws -> Int {
            let rows = try scene.log.rows(
                "SELECT count(*) FROM stream WHERE category = 'execution' AND status = 'SUCCEEDED'")
            return rows.first?.first.flatMap { Int($0) } ?? 0
        }

        private func isDone(_ scene: Scene) throws -> Bool {
            let counts = try scene.log.rows(
                """
                SELECT (SELECT count(*) FROM stream WHERE category = 'execution' AND status = 'SUCCEEDED'),
                       (SELECT count(*) FROM stream WHERE category = 'delivery' AND status = 'DELIVERED'),
                       (SELECT count(*) FROM stream WHERE category = 'notification' AND status = 'FANNED_OUT')
                """)
            return counts == [Array(repeating: "\(Self.count)", count: 3)]
        }

        private func senses(_ log: LogSnapshot, _ scene: Scene) throws -> [String: [String]] {
            var senses: [String: [String]] = [:]
            for execution in log.executions {
                let name = try #require(try log.state(of: execution).start?.name)
                #expect(senses[name] == nil, "\(name) was paid twice")
                senses[name] = try Sense(of: log.streams[execution] ?? [], in: scene.root).lines
            }
            return senses
        }

        @discardableResult
        private func expectPaid(_ paid: Paid, in scene: Scene, _ place: Comment) async throws -> LogSnapshot {
            let log = try await scene.log.snapshot(audited: true)
            log.expectIsWhole(place)
            #expect(try senses(log, scene) == paid.senses, place)
            #expect(log.executions.count == Self.count, place)
            let files = try scene.files()
            #expect(files.keys.sorted() == paid.files.keys.sorted(), place)
            for (name, content) in paid.files { #expect(files[name] == content, "\(place): \(name)") }
            #expect(scene.mails("success/new").count == Self.count, place)
            #expect(scene.mails("success/tmp").isEmpty && scene.mails("error/new").isEmpty, place)
            #expect(log.notifications.count == Self.count, place)
            let (message, delivery) = (
                ["NotificationPublished", "NotificationFannedOut"], ["DeliveryCreated", "Delivered"]
            )
            #expect(log.messages == Array(repeating: message, count: Self.count), place)
            #expect(log.deliveries == Array(repeating: delivery, count: Self.count), place)
            return log
        }
    }
}
