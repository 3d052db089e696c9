/// The kinds of events that the service's `GetExecutionHistory` knows.
///
/// The raw values are the service's names. The projection of an execution of this engine makes all of them but those of
/// `MapRunAborted`, `MapRunRedriven` and `TaskSubmitFailed`, whose causes do not arise here yet.
public enum HistoryEventType: String, Hashable, Sendable, CaseIterable {
    case executionStarted = "ExecutionStarted"
    case executionSucceeded = "ExecutionSucceeded"
    case executionFailed = "ExecutionFailed"
    case executionAborted = "ExecutionAborted"
    case executionTimedOut = "ExecutionTimedOut"
    case executionRedriven = "ExecutionRedriven"

    case taskStateEntered = "TaskStateEntered"
    case passStateEntered = "PassStateEntered"
    case waitStateEntered = "WaitStateEntered"
    case choiceStateEntered = "ChoiceStateEntered"
    case parallelStateEntered = "ParallelStateEntered"
    case mapStateEntered = "MapStateEntered"
    case succeedStateEntered = "SucceedStateEntered"
    case failStateEntered = "FailStateEntered"

    case taskStateExited = "TaskStateExited"
    case passStateExited = "PassStateExited"
    case waitStateExited = "WaitStateExited"
    case choiceStateExited = "ChoiceStateExited"
    case parallelStateExited = "ParallelStateExited"
    case mapStateExited = "MapStateExited"
    case succeedStateExited = "SucceedStateExited"

    case taskStateAborted = "TaskStateAborted"
    case waitStateAborted = "WaitStateAborted"
    case parallelStateAborted = "ParallelStateAborted"
    case mapStateAborted = "MapStateAborted"

    case taskScheduled = "TaskScheduled"
    case taskStarted = "TaskStarted"
    case taskSubmitted = "TaskSubmitted"
    case taskSucceeded = "TaskSucceeded"
    case taskFailed = "TaskFailed"
    case taskTimedOut = "TaskTimedOut"
    case taskStartFailed = "TaskStartFailed"
    case taskSubmitFailed = "TaskSubmitFailed"

    case lambdaFunctionScheduled = "LambdaFunctionScheduled"
    case lambdaFunctionStarted = "LambdaFunctionStarted"
    case lambdaFunctionSucceeded = "LambdaFunctionSucceeded"
    case lambdaFunctionFailed = "LambdaFunctionFailed"
    case lambdaFunctionTimedOut = "LambdaFunctionTimedOut"
    case lambdaFunctionScheduleFailed = "LambdaFunctionScheduleFailed"
    case lambdaFunctionStartFailed = "LambdaFunctionStartFailed"

    case activityScheduled = "ActivityScheduled"
    case activityStarted = "ActivityStarted"
    case activitySucceeded = "ActivitySucceeded"
    case activityFailed = "ActivityFailed"
    case activityTimedOut = "ActivityTimedOut"
    case activityScheduleFailed = "ActivityScheduleFailed"

    case parallelStateStarted = "ParallelStateStarted"
    case parallelStateSucceeded = "ParallelStateSucceeded"
    case parallelStateFailed = "ParallelStateFailed"

    case mapStateStarted = "MapStateStarted"
    case mapStateSucceeded = "MapStateSucceeded"
    case mapStateFailed = "MapStateFailed"
    case mapIterationStarted = "MapIterationStarted"
    case mapIterationSucceeded = "MapIterationSucceeded"
    case mapIterationFailed = "MapIterationFailed"
    case mapIterationAborted = "MapIterationAborted"

    case mapRunStarted = "MapRunStarted"
    case mapRunSucceeded = "MapRunSucceeded"
    case mapRunFailed = "MapRunFailed"
    case mapRunAborted = "MapRunAborted"
    case mapRunRedriven = "MapRunRedriven"

    case evaluationFailed = "EvaluationFailed"
}
