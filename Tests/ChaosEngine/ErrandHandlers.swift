import Engine
import JSON

/// The task of another service.
enum ErrandHandlers {
    static func register(with engine: ExecutionEngine) {
        engine.register("run") { (_: JSONValue, _: TaskContext) async throws -> JSONValue in "done" }
    }
}
