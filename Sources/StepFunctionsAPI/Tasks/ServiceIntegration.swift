internal import Engine

/// Calls a service for tasks: what stands behind `arn:aws:states:::SERVICE:ACTION`.
protocol ServiceIntegration: Sendable {
    /// Whether tasks of this resource are its own.
    func handles(_ resource: ServiceResource) -> Bool

    /// Makes the call, and gives the task's result, or what was submitted where the task waits for more.
    ///
    /// - Throws: `TaskError` with the name and the cause that the service would have for it.
    func call(_ resource: ServiceResource, _ context: TaskContext) async throws -> TaskResult
}
