/// A handler's run that is going on.
struct TaskRun {
    let task: Task<Void, Never>
}
