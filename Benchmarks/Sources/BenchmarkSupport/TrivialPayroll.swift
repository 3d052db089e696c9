package import Engine
package import EventLog
import Foundation
package import JSON

/// The payroll's machine with handlers that do nothing.
package enum TrivialPayroll {
    package static let functions = [
        "processData", "generatePaystubs", "generateReport", "arn:aws:states:::sns:publish",
    ]
    package static let input = #"{"timesheet": "/data/timesheet.csv", "out": "/data/out", "rates": "/data/rates.json"}"#
    package static let output: JSONText = JSONText([
        "files": 12, "out": "/data/out", "totals": ["gross": "1234.50", "net": "987.65"],
    ])

    package static func machine() throws -> StateMachine {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Examples/payroll/payroll.asl.json"), encoding: .utf8)
        return try StateMachine(
            name: "payroll", definition: text, role: Role(arn: "role", resources: ["*"], topics: ["*"]))
    }

    package struct Handler: TaskHandler {
        package init() {}

        package func run(_ context: TaskContext) async throws -> TaskResult {
            TaskResult(output: TrivialPayroll.output)
        }
    }

    /// - Parameter handlers: what does the work of some of the functions instead.
    package static func engine(
        _ store: any EventStore, handlers: [String: any TaskHandler] = [:]
    ) throws -> ExecutionEngine {
        let engine = ExecutionEngine(store: store)
        for name in functions { engine.register(name, handler: handlers[name] ?? Handler()) }
        try engine.add(machine())
        return engine
    }

    /// Runs `count` executions, `concurrency` at one time, to their ends, and tells how long each took.
    package static func pay(
        _ engine: ExecutionEngine, count: Int, concurrency: Int,
        onEach: @escaping @Sendable (Duration) -> Void = { _ in }
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<min(count, concurrency) {
                group.addTask {
                    for _ in stride(from: worker, to: count, by: concurrency) {
                        let began = ContinuousClock.now
                        let start = try await engine.start("payroll", input: input)
                        let end = try await engine.result(of: start.execution)
                        guard end.status == .succeeded else { throw BenchmarkError(end.cause ?? "failed") }
                        onEach(ContinuousClock.now - began)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Starts `count` executions, `concurrency` at one time, and waits for none of them.
    package static func start(
        _ engine: ExecutionEngine, _ machine: String = "payroll", count: Int, concurrency: Int
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<min(count, concurrency) {
                group.addTask {
                    for _ in stride(from: worker, to: count, by: concurrency) {
                        _ = try await engine.start(machine, input: input)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Calls `body` while the engine runs.
    package static func whileRunning<Value: Sendable>(
        _ engine: ExecutionEngine, _ body: () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            let value = try await body()
            engine.shutDown()
            try await group.waitForAll()
            return value
        }
    }
}
