internal import EventLog
internal import JSON

/// Hands tasks of an activity over to workers in other processes: the handler of `arn:…:activity:NAME`.
///
/// It is registered with `TaskOptions(awaitsToken: true)`. A worker gets the task by `ExecutionClient.takeTask`, and ends it by its
/// token.
public struct ActivityHandler: TaskHandler {
    private let client: ExecutionClient

    /// Makes a handler over the client of the engine that it will be registered with.
    public init(client: ExecutionClient) {
        self.client = client
    }

    /// Whether a resource is an activity.
    public static func handles(_ resource: String) -> Bool { HistoryResource(resource).family == .activity }

    /// Lets the task wait for a worker.
    ///
    /// - Throws: `TaskError` named `Daybook.ActivityFailed` where it was registered without `awaitsToken`, and the store's failure.
    public func run(_ context: TaskContext) async throws -> TaskResult {
        guard let token = context.token else {
            throw TaskError(
                "Daybook.ActivityFailed", cause: "The activity's handler was registered without awaitsToken.")
        }
        let task = ActivityTask(activity: context.resource, token: token, input: context.input)
        try await client.open(task, on: ActivityTask.stream(context.execution, context.task))
        return TaskResult(output: .null)
    }
}
