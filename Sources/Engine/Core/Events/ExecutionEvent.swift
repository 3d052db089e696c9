/// A fact in the life of an execution: the catalogue of everything its stream may say.
///
/// It is richer than the history that the service shows, because state is folded from it: retries, timers, the rule and
/// the Catcher taken, takeovers and who asked for what are facts here. Each case is stored under its own name in upper
/// camel case with its fields as a JSON object; `frame` is left out where it is the machine's top level. The first event
/// is indirect, because it is the largest by far and all others would take as much room.
public enum ExecutionEvent: Hashable, Sendable {
    /// The first event: what runs, on what input, by which rules.
    indirect case executionStarted(ExecutionStarted)
    /// A state was entered.
    case stateEntered(StateEntered)
    /// A Choice state decided.
    case choiceTaken(ChoiceTaken)
    /// A Wait state sleeps until a moment.
    case waitScheduled(WaitScheduled)
    /// A Wait state's moment came.
    case waitFinished(WaitFinished)
    /// An attempt of a task is to be made.
    case taskScheduled(TaskScheduled)
    /// A worker begins a run of an attempt; a second run of the same attempt shows as a second event.
    case taskStarted(TaskStarted)
    /// A running task said that it is alive; recorded at most every third of its interval.
    case taskHeartbeatRecorded(TaskHeartbeatRecorded)
    /// A handler handed an attempt over: it ends when whoever holds its token says so.
    case taskSubmitted(TaskSubmitted)
    /// An attempt succeeded.
    case taskSucceeded(TaskSucceeded)
    /// An attempt failed.
    case taskFailed(TaskFailed)
    /// An attempt took too long, or its heartbeat stopped.
    case taskTimedOut(TaskTimedOut)
    /// A failed state will be tried again.
    case retryScheduled(RetryScheduled)
    /// An expression of a state failed, or what it gave does not fit.
    case evaluationFailed(EvaluationFailed)
    /// A Catcher took a failure.
    case catcherTaken(CatcherTaken)
    /// A task published a message to a topic.
    case notificationPublished(NotificationPublished)
    /// A Parallel state begins its branches.
    case parallelStarted(ParallelStarted)
    /// A branch began; the event opens its frame.
    case branchStarted(BranchStarted)
    /// A branch came to its end.
    case branchSucceeded(BranchSucceeded)
    /// A branch failed, and ends the others.
    case branchFailed(BranchFailed)
    /// A Map state begins its iterations.
    case mapStarted(MapStarted)
    /// An iteration began; the event opens its frame.
    case iterationStarted(BranchStarted)
    /// An iteration came to its end.
    case iterationSucceeded(BranchSucceeded)
    /// An iteration failed, and ends the others.
    case iterationFailed(BranchFailed)
    /// A state was left.
    case stateExited(StateExited)
    /// The last event of an execution that reached an end.
    case executionSucceeded(ExecutionSucceeded)
    /// The last event of an execution that failed.
    case executionFailed(ExecutionFailed)
    /// The last event of an execution that ran too long.
    case executionTimedOut(ExecutionTimedOut)
    /// The last event of an execution that somebody stopped.
    case executionAborted(ExecutionAborted)
    /// A failed execution goes on from the state that failed.
    case executionRedriven(ExecutionRedriven)
    /// A worker took the execution over from one that is gone; from here on the old one's appends conflict.
    case executionTakenOver(ExecutionTakenOver)
    /// The execution is stuck: no worker tries it again until a person acts.
    case executionParked(ExecutionParked)
    /// A person let workers try a stuck execution again.
    case executionUnparked(ExecutionUnparked)
}
