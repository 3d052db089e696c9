import Engine
import EventLog
import Foundation
import Testing

/// Questions about one execution read one partition by its key, whatever else is in the log.
@Suite struct PlanTests {
    @Test(arguments: ["execution", "history", "visits", "attempts", "branches_of"])
    func `a question about one execution touches one partition`(function: String) async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        try session.run("SELECT daybook.ensure_period(p::smallint) FROM generate_series(2602, 2612) AS p; ANALYZE")
        let id = try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-12'") ?? ""
        let plan = try session.column(
            "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT * FROM audit.\(function)('\(id)')"
        )
        .compactMap(\.self)
        let touched = plan.filter { $0.contains(" on event_") && !$0.contains("never executed") }
        #expect(!touched.isEmpty)
        #expect(touched.allSatisfy { $0.contains("event_2601") }, "\(touched)")
    }

    /// What is read for four times the iterations is four times as much, and not sixteen times.
    @Test(arguments: ["fold", "execution", "history", "visits", "attempts", "branches_of", "state_at", "timers_of"])
    func `a question about a Map grows with its iterations and not with their square`(function: String) async throws {
        let sizes = [250, 1000]
        let stories = try sizes.map { try map(iterations: $0) }
        let session = try await AuditDatabase.make(stories).owner()
        try session.run("ANALYZE; SET jit = off")
        let blocks = try stories.map { story in
            let id = "'\(story.appends[0].stream.uuid.text)'"
            let call =
                switch function {
                case "fold": "fold(\(id), 2147483647, 'visits')"
                case "state_at": "state_at(\(id), 1000000)"
                case "timers_of": "timers_of('execution', \(id))"
                default: "\(function)(\(id))"
                }
            let plan = try session.column(
                "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, COSTS OFF) SELECT count(a::text) FROM audit.\(call) AS a")
            // The first line of its kind is the whole query's.
            let line = try #require(plan.compactMap(\.self).first { $0.contains("Buffers: shared") })
            let counts = line.split(separator: " ").filter { $0.hasPrefix("hit=") || $0.hasPrefix("read=") }
            return counts.reduce(0) { $0 + (Int($1.drop { $0 != "=" }.dropFirst()) ?? 0) }
        }
        #expect(blocks[0] > 50)
        #expect(blocks[1] < 6 * blocks[0], "\(blocks)")
    }

    /// A Map that begins its iterations forty at a time: each packs, rests, and is done.
    private func map(iterations: Int) throws -> Commit {
        var events: [(String, String)] = [
            ("ExecutionStarted", #"{"stateMachine":"a:b:m","name":"n","input":[]}"#),
            ("StateEntered", #"{"state":"deliver","input":[]}"#), ("MapStarted", #"{"concurrency":40,"items":[]}"#),
        ]
        for first in stride(from: 0, to: iterations, by: 40) {
            var frames: [Int] = []
            for index in first..<min(first + 40, iterations) {
                events.append(("IterationStarted", #"{"index":\#(index)}"#))
                let frame = events.count
                frames.append(frame)
                events += [
                    ("StateEntered", #"{"frame":\#(frame),"state":"pack","input":1}"#),
                    (
                        "TaskScheduled",
                        #"{"frame":\#(frame),"state":"pack","resource":"r","attempt":0,"parameters":1}"#
                    ), ("TaskStarted", #"{"task":\#(frame + 2),"run":1,"worker":""}"#),
                ]
            }
            for frame in frames {
                events += [
                    ("TaskSucceeded", #"{"task":\#(frame + 2),"output":1}"#),
                    ("StateExited", #"{"frame":\#(frame),"state":"pack","next":"rest","output":1}"#),
                    ("StateEntered", #"{"frame":\#(frame),"state":"rest","input":1}"#),
                    ("WaitScheduled", #"{"frame":\#(frame),"due":1}"#),
                ]
            }
            for frame in frames {
                events += [
                    ("WaitFinished", #"{"frame":\#(frame)}"#),
                    ("StateExited", #"{"frame":\#(frame),"state":"rest","output":1}"#),
                    ("IterationSucceeded", #"{"frame":\#(frame)}"#),
                ]
            }
        }
        let begin = Timestamp(microseconds: 1_767_225_600_000_000)
        let new = events.map { NewEvent(type: EventType($0), recordedAt: begin, payload: Array($1.utf8)) }
        let stream = StreamID(.execution, UUID(version7: begin, random: UInt64(iterations)))
        return Commit(
            id: CommitID(UUID(high: 0x4000, low: 1 << 63 | UInt64(iterations))),
            Append(to: stream, expected: .empty, events: new))
    }

    /// Otherwise the attempts of an execution of 25,000 events take seconds instead of 80 ms.
    @Test func `an attempt reads no further than to its end`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        let id = try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-12'") ?? ""
        try session.run("SET enable_seqscan = off")
        let plan = try session.column("EXPLAIN SELECT * FROM audit.attempts('\(id)')").compactMap(\.self)
        #expect(plan.contains { $0.contains("Index Cond") && $0.contains("version < COALESCE(") }, "\(plan)")
    }

    @Test func `a message is found by its id, where ids without a time lie`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        try session.run("ANALYZE; SET enable_seqscan = off")
        let id = try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-12'") ?? ""
        let plan = try session.column("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) SELECT * FROM audit.messages('\(id)')")
            .compactMap(\.self)
        let touched = plan.filter { $0.contains(" on event_") && !$0.contains("never executed") }
        #expect(touched.count > 1)
        #expect(touched.allSatisfy { $0.contains("event_2601") || $0.contains("event_0000") }, "\(touched)")
    }

    @Test func `a condition on a view's execution reaches the key of every partition`() async throws {
        let database = try await AuditDatabase.make(PayrollBook().commits)
        let session = try database.owner()
        let id = try session.value("SELECT execution FROM audit.executions WHERE name = 'payroll-2026-01-12'") ?? ""
        try session.run("SET enable_seqscan = off")
        for view in ["executions", "events", "state_visits", "task_attempts"] {
            let plan = try session.column("EXPLAIN SELECT * FROM audit.\(view) WHERE execution = '\(id)'")
            let text = plan.compactMap(\.self).joined(separator: "\n")
            #expect(text.contains("Index Cond: ((stream_id = '\(id)'::uuid)"), "\(text)")
            #expect(!text.contains("Seq Scan on event"), "\(text)")
        }
    }

    /// The schema adds nothing to what an engine writes or reads.
    @Test func `the hot tables have no trigger and no index of ours`() async throws {
        let session = try await AuditDatabase.make([]).owner()
        #expect(
            try session.value(
                "SELECT count(*) FROM pg_class WHERE relnamespace = 'audit'::regnamespace AND relkind <> 'v'"
                    + " AND relkind <> 'c'") == "0")
        #expect(
            try session.value(
                """
                SELECT count(*) FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
                WHERE p.pronamespace = 'audit'::regnamespace
                """) == "0")
    }
}
