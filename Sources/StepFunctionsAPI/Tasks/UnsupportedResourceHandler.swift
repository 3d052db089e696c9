internal import Engine

/// Fails tasks of resources that this server does not call, so that their executions end and say why.
struct UnsupportedResourceHandler: TaskHandler {
    func run(_ context: TaskContext) async throws -> TaskResult {
        throw TaskError(
            "Daybook.UnsupportedResource", cause: "This server does not call the resource '\(context.resource)'.")
    }
}
