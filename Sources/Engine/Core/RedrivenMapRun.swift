/// The Map Run of a distributed Map, with which a redrive of its execution goes on.
public struct RedrivenMapRun: Hashable, Sendable {
    /// The task that began the run.
    public var task: TaskID
    /// How often the run was redriven, from 1; 0 before the first time.
    public var count: Int

    /// The run when it is redriven once more.
    var next: RedrivenMapRun { RedrivenMapRun(task: task, count: count + 1) }
}
