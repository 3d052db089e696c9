/// A task's time limits, resolved for one execution of its state.
public struct TaskLimits: Sendable, Hashable {
    /// How long the task may take, in seconds; nil for no limit.
    public let timeoutSeconds: Int?
    /// How long the task may stay silent, in seconds; nil for no limit.
    public let heartbeatSeconds: Int?
}
