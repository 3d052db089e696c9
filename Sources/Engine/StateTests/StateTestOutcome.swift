public import JSON

/// What came of a state that was run by itself.
public struct StateTestOutcome: Hashable, Sendable {
    /// The four ends that the service's `TestState` knows.
    public enum Status: String, Hashable, Sendable {
        /// The state was left.
        case succeeded = "SUCCEEDED"
        /// It failed, and nothing took the failure.
        case failed = "FAILED"
        /// It failed and would be tried again.
        case retriable = "RETRIABLE"
        /// It failed, and a Catcher took the failure.
        case caught = "CAUGHT_ERROR"
    }

    /// How it ended.
    public let status: Status
    /// The state's output, where it was left.
    public let output: JSONText?
    /// The state that would come next; `nil` at the end of its block.
    public let nextState: String?
    /// The error's name, where it failed.
    public let error: String?
    /// What happened, where it failed.
    public let cause: String?
    /// The variables that were assigned, as an object.
    public let assigned: JSONText?
    /// The Retrier that matched the failure, from 0, whether it had tries left or not.
    public let retryIndex: Int?
    /// How long the execution would wait before the next try.
    public let retryDelay: Duration?
    /// The Catcher that took the failure, from 0.
    public let catchIndex: Int?
}
