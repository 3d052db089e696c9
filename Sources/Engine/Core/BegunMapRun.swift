internal import EventLog
internal import JSON

/// The Map Run of the distributed Map that a frame is in, and what it was begun with: whoever goes on with it makes the same of
/// the same items, whatever the context object says by now.
struct BegunMapRun: Hashable, Sendable {
    /// Its name, and how often it was redriven.
    var run: RedrivenMapRun
    /// What the state's fields said when it began.
    let plan: JSONText
    /// How often the state had been tried again by then.
    let retryCount: Int
    /// How often the execution had been redriven by then.
    let redriveCount: Int
    /// When last.
    let redrivenAt: Timestamp?
    /// Whether it came to its results: what failed in it was tolerated.
    var hasSucceeded = false

    /// A run that begins with an attempt of its Map.
    init(_ task: TaskID, _ scheduled: ExecutionEvent.TaskScheduled, in state: ExecutionState) {
        run = RedrivenMapRun(task: task, count: 0)
        plan = scheduled.parameters
        retryCount = scheduled.attempt
        redriveCount = state.redriveCount
        redrivenAt = state.redrivenAt
    }
}
