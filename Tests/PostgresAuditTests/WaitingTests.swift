@testable import Engine
import EngineTesting
import EventLog
import Foundation
import Notifications
import Testing

/// What waits, and what waits for too long, wherever a history is cut off.
@Suite struct WaitingTests {
    /// The beginning of a golden history.
    private func cut(_ name: String, after version: Int, _ number: Int) throws -> Retold {
        let history = try #require(GoldenHistory.all.first { $0.testDescription == name })
        return try Retold(name, number, try history.play().steps.map(\.events), upTo: version)
    }

    @Test func `timers are those of the state`() async throws {
        let cases: [(String, Int, [[String?]])] = [
            (
                "shop-parked-and-unparked", 13,
                [
                    ["wait", "rest", "2026-01-01 01:00:00+00"],
                    ["execution deadline", nil, "2026-01-01 02:00:00+00"],
                ]
            ),
            ("payroll-report-times-out-once", 14, [["task deadline", "generateReport", "2026-01-01 00:15:00+00"]]),
            ("payroll-report-times-out-once", 16, [["retry", "generateReport", "2026-01-01 00:15:02+00"]]),
            ("payroll-report-times-out-once", 17, []),
            // A heartbeat at 5 s puts off the deadline of 15 s, and no further than the task's own 60 s.
            (
                "shop-loses-its-heartbeat", 10,
                [
                    ["task deadline", "charge", "2026-01-01 00:00:20+00"],
                    ["execution deadline", nil, "2026-01-01 02:00:00+00"],
                ]
            ),
            ("payroll-taken-over-twice", 5, []),
            ("shop-parked-and-unparked", 18, []),
        ]
        for (number, (name, version, expected)) in cases.enumerated() {
            let story = try cut(name, after: version, number)
            let auditor = try await AuditDatabase.make(story.commits).auditor()
            let found = try auditor.rows("SELECT waits_for, state, due FROM audit.timers ORDER BY due")
            #expect(found == expected, "\(name) after \(version)")
        }
    }

    @Test func `timers are the fold's, wherever a history is cut off`() async throws {
        let stories = try Retold.allCutOff()
        let auditor = try await AuditDatabase.make(stories.flatMap(\.commits)).auditor()
        let found = Dictionary(
            grouping: try auditor.rows("SELECT stream_id, waits_for, state, branch, due FROM audit.timers"),
            by: { $0[0] ?? "" })
        var branches: Set<String?> = []
        for story in stories {
            let state = try ExecutionState(folding: story.events)
            var expected: [[String?]] = []
            if state.status == .running, state.parked == nil {
                for frame in state.frames {
                    guard let due = frame.timer else { continue }
                    let reason =
                        switch frame.phase {
                        case .waiting: "wait"
                        case .retrying: "retry"
                        default: "task deadline"
                        }
                    expected.append([reason, frame.state, state.branch(of: frame.id), due.sql])
                    branches.insert(state.branch(of: frame.id))
                }
                if let deadline = state.deadline { expected.append(["execution deadline", nil, nil, deadline.sql]) }
            }
            func sorted(_ rows: [[String?]]) -> [String] { rows.map { "\($0)" }.sorted() }
            let rows = (found[story.stream.uuid.text] ?? []).map { Array($0.dropFirst()) }
            #expect(sorted(rows) == sorted(expected), "\(story)")
        }
        #expect(branches.contains("prepare[1]/load[1]"))
        #expect(branches.contains("prepare[0]"))
    }

    @Test func `a redrive begins the wait anew, and the old one is no timer any more`() async throws {
        let history = try #require(GoldenHistory.all.first { $0.testDescription == "shop-times-out-in-its-sleep" })
        var (steps, player) = try history.play()
        steps.append(try player.play(.redrive))
        let auditor = try await AuditDatabase.make(Retold("redriven", 1, steps.map(\.events)).commits).auditor()
        let found = try auditor.rows("SELECT waits_for, state, due FROM audit.timers ORDER BY due")
        #expect(
            found == [
                ["wait", "rest", "2026-01-01 03:30:00+00"], ["execution deadline", nil, "2026-01-01 04:30:00+00"],
            ])
        // Cut off right behind the redrive, before the new wait.
        let redriven = try #require(steps.last?.events.first)
        let cut = try Retold("cut", 1, steps.map(\.events), upTo: Int(redriven.version.rawValue))
        let other = try await AuditDatabase.make(cut.commits).auditor()
        #expect(try other.column("SELECT waits_for FROM audit.timers") == ["execution deadline"])
    }

    @Test func `every reason to be stuck is named, and what moves is not`() async throws {
        let stories = [
            try cut("payroll-report-times-out-once", after: 16, 1),
            try cut("payroll-report-times-out-once", after: 14, 2),
            try cut("payroll-succeeds", after: 4, 3), try cut("payroll-succeeds", after: 4, 4),
            try cut("shop-parked-and-unparked", after: 18, 5), try cut("payroll-succeeds", after: 4, 6),
            try cut("payroll-succeeds", after: 29, 7), try cut("payroll-succeeds", after: 4, 8),
        ]
        let database = try await AuditDatabase.make(stories.flatMap(\.commits))
        let session = try database.owner()
        func hold(_ number: Int, by worker: Int?, due: String = "now()") throws {
            let holder = worker.map { "'dab00000-0000-4000-8000-00000000000\($0)'::uuid" } ?? "NULL"
            try session.run(
                """
                INSERT INTO daybook.wake_up (stream_id, category, queue, semantics, due, holder)
                VALUES ('\(stories[number - 1].stream.uuid.text)', 'execution', 'default', 1, \(due), \(holder))
                ON CONFLICT (stream_id, category) DO UPDATE SET holder = excluded.holder, due = excluded.due
                """)
        }
        try session.run(
            """
            INSERT INTO daybook.worker (worker_id, lease_until) VALUES
                ('dab00000-0000-4000-8000-000000000001', now() + interval '10 s'),
                ('dab00000-0000-4000-8000-000000000002', now() - interval '2 min'),
                ('dab00000-0000-4000-8000-000000000003', now() - interval '5 s')
            """)
        try hold(2, by: 1)
        try hold(3, by: 2)
        try hold(4, by: 9)
        try hold(6, by: 1)
        // Late by less than any poll, and a lease that ended a moment ago: the next claim is about to come.
        try hold(8, by: 3)
        let found = try database.auditor().rows("SELECT stream_id, why, waits_for FROM audit.stuck ORDER BY stream_id")
        let worker = "worker for the queue default that knows semantics 1"
        let expected = [
            (1, "due, and nobody came", "a \(worker)"),
            (2, "past its time: task deadline in generateReport", "its worker, which is alive"),
            (3, "its worker is gone", "another \(worker)"), (4, "its worker is gone", "another \(worker)"),
            (
                5, "parked: no handler is registered for the resource 'pack'", "a person who lets it go on"
            ),
        ].map { [stories[$0 - 1].stream.uuid.text, $1, $2] as [String?] }
        #expect(found.sorted { ($0[0] ?? "") < ($1[0] ?? "") } == expected.sorted { ($0[0] ?? "") < ($1[0] ?? "") })
        try hold(8, by: nil, due: "now() - interval '10 s'")
        #expect(try session.value("SELECT count(*) FROM audit.stuck") == "5")
    }

    @Test func `a delivery that is to be tried again is a timer, and so is one that has not begun`() async throws {
        let records = try PayrollBook().commits.flatMap(\.records).flatMap(\.self)
        let message = try #require(records.first { $0.stream.category == .notification })
        let failure = try #require(records.first { $0.type.rawValue == "DeliveryFailed" })
        let streams = [[message], records.filter { $0.stream == failure.stream }.dropLast()]
        let appends = streams.map { events in
            Append(
                to: events[0].stream, expected: .empty,
                events: events.map { NewEvent(type: $0.type, recordedAt: $0.recordedAt, payload: $0.payload) },
                wakeUp: .set(WakeUp(due: message.recordedAt, queue: Queue("notification"), semantics: 2)))
        }
        let database = try await AuditDatabase.make([Commit(id: message.commitID, appends: appends)])
        let found = try database.auditor().rows(
            "SELECT category, name, waits_for, due > '2026-01-05 09:00:12.1Z' FROM audit.timers ORDER BY 1")
        #expect(
            found == [
                ["delivery", "payroll-2026-01-05", "delivery to /mail/accountant", "t"],
                ["notification", "payroll-2026-01-05", "delivery to /mail/owner", "f"],
            ])
    }
}
