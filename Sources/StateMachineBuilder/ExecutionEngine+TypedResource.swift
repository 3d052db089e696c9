public import Engine

extension ExecutionEngine {
    /// Registers the handler of a resource whose types are declared.
    ///
    /// As for every machine, `add` refuses one that calls a resource without a handler.
    public func register<Input: Decodable & Sendable, Output: Encodable & Sendable>(
        _ resource: TypedResource<Input, Output>, options: TaskOptions = TaskOptions(),
        _ handler: @escaping @Sendable (Input, TaskContext) async throws -> Output
    ) {
        register(resource.name, options: options, handler)
    }
}
