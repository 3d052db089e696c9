/// The error names the language reserves (specification, appendix A; service, "Handling errors").
public enum PredefinedError {
    /// Matches every error but `States.Runtime` and `States.DataLimitExceeded`.
    public static let all = "States.ALL"
    /// A payload over its limit; not matched by `States.ALL`.
    public static let dataLimitExceeded = "States.DataLimitExceeded"
    /// A task silent for longer than its heartbeat.
    public static let heartbeatTimeout = "States.HeartbeatTimeout"
    /// A task or an execution over its time limit.
    public static let timeout = "States.Timeout"
    /// A task that failed; as a matcher, every error but the time-outs and `States.Runtime`.
    public static let taskFailed = "States.TaskFailed"
    /// A task that the role may not run.
    public static let permissions = "States.Permissions"
    /// Something the engine cannot process; never retried, never caught.
    public static let runtime = "States.Runtime"
    /// The specification's name for a result that does not fit where `ResultPath` puts it.
    public static let resultPathMatchFailure = "States.ResultPathMatchFailure"
    /// The specification's name for a template's path that selects nothing.
    public static let parameterPathFailure = "States.ParameterPathFailure"
    /// The specification's name for a Choice in which nothing held.
    public static let noChoiceMatched = "States.NoChoiceMatched"
    /// The specification's name for an intrinsic function that failed.
    public static let intrinsicFailure = "States.IntrinsicFailure"
    /// A branch of a Parallel state failed.
    public static let branchFailed = "States.BranchFailed"
    /// A Map state had more failures than it tolerates.
    public static let exceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold"
    /// A Map state could not read its items.
    public static let itemReaderFailed = "States.ItemReaderFailed"
    /// A Map state could not write its results.
    public static let resultWriterFailed = "States.ResultWriterFailed"
    /// A JSONata expression failed.
    public static let queryEvaluationError = "States.QueryEvaluationError"
}
