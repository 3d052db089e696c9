import Engine
import EngineTesting
import EventLog
import JSON
import Metrics
import MetricsTestKit
import Testing

/// What `docs/operating.md` promises to whoever watches an engine.
@Suite("An engine's metrics", .timeLimit(.minutes(10))) struct MetricsTests {
    struct Broken: Error {}

    private static let names: Set<String> = [
        "daybook_executions_started", "daybook_executions_ended", "daybook_task_runs", "daybook_commits",
        "daybook_commit_conflicts", "daybook_commit_duration",
    ]

    /// An engine that reports to `metrics`, with the machine `m` of one task.
    private static func engine(_ bench: Bench, _ metrics: TestMetrics) throws -> ExecutionEngine {
        let engine = withMetricsFactory(metrics) { bench.engine() }
        engine.handle("t") { context in
            guard context.executionName != "broken" else { throw Broken() }
            return .null
        }
        try engine.add(Bench.machine("\"t\": {\"Type\": \"Task\", \"Resource\": \"t\", \"End\": true}"))
        return engine
    }

    private static func ended(_ metrics: TestMetrics, _ status: String) throws -> Int64 {
        try metrics.expectCounter("daybook_executions_ended", [("status", status)]).totalValue
    }

    @Test func `have the names that are promised, and no others`() throws {
        let metrics = TestMetrics()
        _ = try Self.engine(Bench(), metrics)
        let counters = metrics.counters.map(\.label)
        #expect(Set(counters + metrics.timers.map(\.label)) == Self.names)
        #expect(metrics.timers.map(\.label) == ["daybook_commit_duration"])
        let statuses = metrics.counters.flatMap(\.dimensions).map(\.1)
        #expect(Set(statuses) == ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"])
        let operating = try Project.text("docs/operating.md")
        let listed = operating.matches(of: /^\| `(daybook_[a-z_]+)`/.anchorsMatchLineEndings()).map { String($0.1) }
        #expect(Set(listed) == Self.names)
    }

    @Test func `count a success and a failure`() async throws {
        let metrics = TestMetrics()
        let engine = try Self.engine(Bench(), metrics)
        try await Bench.running(engine) {
            for name in ["whole", "broken"] {
                let start = try await engine.start("m", input: "{}", name: name)
                _ = try await engine.result(of: start.execution)
            }
        }
        #expect(try metrics.expectCounter("daybook_executions_started").totalValue == 2)
        #expect(try Self.ended(metrics, "SUCCEEDED") == 1)
        #expect(try Self.ended(metrics, "FAILED") == 1)
        #expect(try Self.ended(metrics, "TIMED_OUT") == 0)
        #expect(try metrics.expectCounter("daybook_task_runs").totalValue == 2)
        // Each is started with its task, and ended with the task's result.
        #expect(try metrics.expectCounter("daybook_commits").totalValue == 4)
        #expect(try metrics.expectCounter("daybook_commit_conflicts").totalValue == 0)
        let durations = try metrics.expectTimer("daybook_commit_duration").values
        #expect((1...4).contains(durations.count))
        #expect(durations.allSatisfy { $0 >= 0 })
    }

    @Test func `count a conflict`() async throws {
        let metrics = TestMetrics()
        let engine = try Self.engine(Bench(), metrics)
        try await Bench.running(engine) {
            let first = try await engine.start("m", input: "{}", name: "one")
            #expect(try metrics.expectCounter("daybook_commit_conflicts").totalValue == 0)
            // The name is taken, which the store says by a conflict.
            let second = try await engine.start("m", input: "{}", name: "one")
            #expect(second.execution == first.execution)
            _ = try await engine.result(of: first.execution)
        }
        #expect(try metrics.expectCounter("daybook_commit_conflicts").totalValue == 1)
        #expect(try metrics.expectCounter("daybook_executions_started").totalValue == 1)
        #expect(try Self.ended(metrics, "SUCCEEDED") == 1)
    }
}
