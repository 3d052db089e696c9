public import EventLog

/// Where an execution stands, in the service's words.
public enum ExecutionStatus: String, Hashable, Sendable, CaseIterable {
    /// It goes on, or waits to.
    case running = "RUNNING"
    /// It reached an end state.
    case succeeded = "SUCCEEDED"
    /// A failure that no Catcher took, or a Fail state, ended it.
    case failed = "FAILED"
    /// It ran longer than its machine's `TimeoutSeconds`.
    case timedOut = "TIMED_OUT"
    /// Somebody stopped it.
    case aborted = "ABORTED"

    /// The status as the log's index shows it.
    public var streamStatus: StreamStatus { StreamStatus(rawValue) }
}
