public import EventLog

extension ExecutionEngine {
    /// Starts an execution that a task waits for, or finds it where an earlier run of the same attempt has started it.
    ///
    /// The task's handler is registered with `TaskOptions(awaitsToken: true)`: it answers that the execution was begun, and the
    /// task ends with the execution. Where the parent ends first, the execution is stopped.
    ///
    /// - Parameters:
    ///   - context: of the task that waits; it has a token.
    ///   - queue: the queue of the engines that shall run it; this engine's where it is `nil`.
    ///   - parsesPayloads: whether the task gets input and output as JSON, and not as JSON text.
    /// - Throws: `EngineError`, as `start` does: `executionAlreadyExists` where the name belongs to an execution that the task
    ///   did not start.
    public func startChild(
        of context: TaskContext, _ machine: StateMachine, input: String, name: String? = nil, on queue: Queue? = nil,
        parsesPayloads: Bool = false, version: Int? = nil, alias: String? = nil
    ) async throws(EngineError) -> StreamID {
        guard let token = context.token.flatMap({ TaskToken($0) }) else { throw .invalidToken }
        let child = ChildExecution.stream(of: context.task, in: context.execution)
        let isElsewhere = queue != nil && queue != configuration.queue
        var configuration = configuration
        if let queue { configuration.queue = queue }
        let plan = try StartPlan(
            child: child, of: machine, input: input, name: name,
            parent: ExecutionParent(token: token, parsesPayloads: parsesPayloads), startedBy: context.executionArn,
            version: version, alias: alias, configuration: configuration)
        let result: StartResult
        do {
            let client = ExecutionClient(store: store, configuration: configuration, catalog: catalog)
            result = isElsewhere ? try await client.start(plan) : try await start(plan)
        } catch .executionAlreadyExists(_, child) {
            return child
        }
        guard result.execution == child else {
            throw .executionAlreadyExists(name: plan.name, execution: result.execution)
        }
        return child
    }
}
