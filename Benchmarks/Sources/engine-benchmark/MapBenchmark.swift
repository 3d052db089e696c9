import BenchmarkSupport
import Engine
import EventLog
import Foundation
import JSON
import MemoryBackend

/// What an item of an inline Map costs, a task for each, as the number of items grows.
enum MapBenchmark {
    private static let definition = """
        {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "t", "States": {
            "t": {"Type": "Task", "Resource": "t", "End": true}}}}}}
        """

    private struct Handler: TaskHandler {
        func run(_ context: TaskContext) async throws -> TaskResult { TaskResult(output: context.input) }
    }

    static func run() async throws {
        for items in [1000, 10_000] {
            var cpu: [Double] = []
            for _ in 0..<EngineBenchmark.runs {
                var configuration = EngineConfiguration()
                configuration.eventLimit = 1_000_000
                let engine = ExecutionEngine(store: MemoryEventStore(), configuration: configuration)
                engine.register("t", handler: Handler())
                try engine.add(
                    StateMachine(name: "m", definition: definition, role: Role(arn: "role", resources: ["*"])))
                let input = "[" + (0..<items).map(String.init).joined(separator: ",") + "]"
                try await TrivialPayroll.whileRunning(engine) {
                    let time = try await Measurement.of {
                        let start = try await engine.start("m", input: input)
                        let end = try await engine.result(of: start.execution)
                        guard end.status == .succeeded else { throw BenchmarkError(end.cause ?? "failed") }
                    }
                    cpu.append(time.cpu / Double(items) * 1e6)
                }
            }
            print("a Map of \(items) items: \(formatted(median(cpu), 1)) µs of CPU an item")
        }
    }
}
