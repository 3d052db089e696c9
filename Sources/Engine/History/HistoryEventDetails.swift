public import JSON

/// What an event of the service's history says beside its type; each case is a shape of the service's.
@nonexhaustive
public enum HistoryEventDetails: Hashable, Sendable {
    /// Of `ExecutionStarted`.
    case started(
        input: JSONText, roleArn: String, stateMachineVersionArn: String? = nil, stateMachineAliasArn: String? = nil)
    /// Of `ExecutionSucceeded` and `LambdaFunctionSucceeded` and `ActivitySucceeded`.
    case output(JSONText)
    /// Of everything that fails, times out or is aborted without a resource of its own.
    case failure(error: String?, cause: String?)
    /// Of `EvaluationFailed`.
    case evaluationFailed(state: String, location: String?, error: String, cause: String)
    /// Of `ExecutionRedriven`.
    case redriven(count: Int)
    /// Of the `…StateEntered`.
    case stateEntered(name: String, input: JSONText)
    /// Of the `…StateExited`; the variables that were assigned, in the order of the definition.
    case stateExited(name: String, output: JSONText, assignedVariables: JSONObject)
    /// Of `TaskScheduled`.
    case taskScheduled(
        HistoryResource, region: String, parameters: JSONText, timeoutInSeconds: Int?, heartbeatInSeconds: Int?,
        taskRoleArn: String?)
    /// Of `TaskStarted`.
    case taskStarted(HistoryResource)
    /// Of `TaskSubmitted` and `TaskSucceeded`.
    case taskOutput(HistoryResource, output: JSONText)
    /// Of `TaskFailed`, `TaskTimedOut`, `TaskStartFailed` and `TaskSubmitFailed`.
    case taskFailure(HistoryResource, error: String?, cause: String?)
    /// Of `LambdaFunctionScheduled` and `ActivityScheduled`.
    case scheduled(
        resource: String, input: JSONText, timeoutInSeconds: Int?, heartbeatInSeconds: Int?, taskRoleArn: String?)
    /// Of `ActivityStarted`.
    case activityStarted(workerName: String)
    /// Of `MapStateStarted`.
    case mapStarted(length: Int)
    /// Of `MapRunStarted`.
    case mapRun(arn: String)
    /// Of `MapRunRedriven`.
    case mapRunRedriven(arn: String, count: Int)
    /// Of the `MapIteration…`.
    case mapIteration(name: String, index: Int)
}
