import Engine
import JSON

/// The tasks of an order that fail: one is tried again, one is caught.
enum OrderHandlers {
    static func register(with engine: ExecutionEngine) {
        engine.register("check") { (input: [String: Int], context: TaskContext) async throws -> JSONValue in
            if context.attempt == 0, (input["number"] ?? 0) % 3 == 0 {
                throw TaskError("Busy", cause: "every third order is looked at twice")
            }
            try await work()
            return "checked"
        }
        engine.register("decline") { (input: [String: String], _: TaskContext) async throws -> JSONValue in
            try await work()
            if input["kind"] == "declined" { throw TaskError("Declined", cause: "as it should be") }
            return "accepted"
        }
    }

    /// What takes long enough to be interrupted.
    private static func work() async throws {
        try await Task.sleep(for: .milliseconds(Int.random(in: 50...600)))
    }
}
