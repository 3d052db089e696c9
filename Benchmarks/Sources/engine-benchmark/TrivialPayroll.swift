import Engine
import EventLog
import Foundation
import JSON

/// The payroll's machine with handlers that do nothing.
enum TrivialPayroll {
    static let functions = ["processData", "generatePaystubs", "generateReport", "arn:aws:states:::sns:publish"]
    static let input = #"{"timesheet": "/data/timesheet.csv", "out": "/data/out", "rates": "/data/rates.json"}"#
    static let output: JSONText = JSONText([
        "files": 12, "out": "/data/out", "totals": ["gross": "1234.50", "net": "987.65"],
    ])

    static func machine() throws -> StateMachine {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Examples/payroll/payroll.asl.json"), encoding: .utf8)
        return try StateMachine(
            name: "payroll", definition: text, role: Role(arn: "role", resources: ["*"], topics: ["*"]))
    }

    struct Handler: TaskHandler {
        func run(_ context: TaskContext) async throws -> TaskResult { TaskResult(output: TrivialPayroll.output) }
    }

    static func engine(_ store: any EventStore) throws -> ExecutionEngine {
        let engine = ExecutionEngine(store: store)
        for name in functions { engine.register(name, handler: Handler()) }
        try engine.add(machine())
        return engine
    }

    /// Runs `count` executions, `concurrency` at one time, to their ends.
    static func pay(_ engine: ExecutionEngine, count: Int, concurrency: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<min(count, concurrency) {
                group.addTask {
                    for _ in stride(from: worker, to: count, by: concurrency) {
                        let start = try await engine.start("payroll", input: input)
                        let end = try await engine.result(of: start.execution)
                        guard end.status == .succeeded else { throw BenchmarkError(end.cause ?? "failed") }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Calls `body` while the engine runs.
    static func whileRunning(_ engine: ExecutionEngine, _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            try await body()
            engine.shutDown()
            try await group.waitForAll()
        }
    }
}

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
