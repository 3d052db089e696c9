internal import Engine

/// Runs the tasks of one resource by the integration whose they are.
struct ServiceTaskHandler: TaskHandler {
    let resource: ServiceResource
    let integration: any ServiceIntegration

    func run(_ context: TaskContext) async throws -> TaskResult {
        try await integration.call(resource, context)
    }
}
