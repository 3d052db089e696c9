/// The task of another execution that waits for an execution to end, as one of `states:startExecution.sync` does.
///
/// It is recorded in the execution's first event: whoever ends it, in whichever process, sends the result to the task in the
/// same commit.
public struct ExecutionParent: Hashable, Sendable {
    /// The token of the task that waits.
    public let token: TaskToken
    /// Whether the task gets input and output as JSON, and not as JSON text: `startExecution.sync:2`.
    public let parsesPayloads: Bool

    /// Describes a parent.
    public init(token: TaskToken, parsesPayloads: Bool) {
        self.token = token
        self.parsesPayloads = parsesPayloads
    }
}
