import Engine
import EventLog
import InMemoryTracing
import JSON
import Testing
import Tracing

@Suite("A run's span", .timeLimit(.minutes(10))) struct TracingTests {
    struct Broken: Error {}

    @Test func `names the execution, the state, the handler and the attempt, and keeps the error`() async throws {
        let tracer = InMemoryTracer()
        let bench = Bench()
        let engine = bench.engine()
        engine.handle("t") { context in
            guard context.attempt > 0 else { throw Broken() }
            return .null
        }
        try engine.add(
            Bench.machine(
                """
                "t": {"Type": "Task", "Resource": "t", "End": true,
                      "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 1}]}
                """))
        let execution = try await withTracer(tracer) {
            try await Bench.running(engine) {
                let start = try await engine.start("m", input: "{}")
                _ = try await engine.result(of: start.execution)
                return start.execution
            }
        }
        let spans = tracer.finishedSpans
        #expect(spans.map(\.operationName) == ["daybook.task", "daybook.task"])
        #expect(spans.map { $0.attributes.get("daybook.attempt") } == [.int64(0), .int64(1)])
        #expect(spans.map(\.errors.count) == [1, 0])
        for span in spans {
            #expect(span.attributes.get("daybook.execution") == .string(execution.description))
            #expect(span.attributes.get("daybook.state") == .string("t"))
            #expect(span.attributes.get("daybook.handler") == .string("t"))
        }
    }
}
