public import EventLog
public import JSON

/// Something that happened, on which the core decides.
public enum ExecutionInput: Hashable, Sendable {
    /// Somebody starts the execution.
    indirect case start(ExecutionEvent.ExecutionStarted)
    /// A worker has the stream and may act: whatever is due, or was cut off, goes on.
    case proceed
    /// There is a place for a run of an attempt whose resource allows only so many at one time.
    case beginTask(TaskID)
    /// A run answered.
    case taskSucceeded(TaskID, output: JSONText)
    /// A run answered, and its message was published with the answer.
    case notificationPublished(TaskID, topic: String, notification: StreamID, output: JSONText)
    /// A run failed.
    case taskFailed(TaskID, error: String, cause: String)
    /// A run said at this moment that it is alive.
    case taskHeartbeat(TaskID, at: Timestamp)
    /// Whoever holds the token of an attempt says that it succeeded.
    case tokenSucceeded(TaskToken, output: JSONText)
    /// Whoever holds the token of an attempt says that it failed.
    case tokenFailed(TaskToken, error: String?, cause: String?)
    /// Whoever holds the token of an attempt says that it is alive; where a worker outside has just been given it, its name.
    case tokenHeartbeat(TaskToken, workerName: String? = nil)
    /// Somebody stops the execution; of an execution of a Map Run, only where no later redrive than this lets it go on.
    case stop(error: String?, cause: String?, requestedBy: String?, mapRunRedrive: Int? = nil)
    /// Somebody lets a failed execution go on from where it failed; of an execution of a Map Run, with which redrive of the run.
    /// What was asked for already gives no events: the same redrive of the run, or the same token a moment ago.
    case redrive(requestedBy: String?, clientToken: String? = nil, mapRunRedrive: Int? = nil)
    /// A worker takes the execution over from one that is gone.
    case takeOver(from: WorkerID?)
    /// The execution is stuck.
    case park(reason: String)
    /// Somebody lets workers try a stuck execution again.
    case unpark(requestedBy: String?)
}
