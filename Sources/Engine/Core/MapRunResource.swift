/// What a distributed Map calls: the engine itself, which runs an execution for each item.
///
/// To the core it is a task like any other: scheduled, begun, taken over and ended. Only the history tells it in other words.
enum MapRunResource {
    static let name = "daybook:map-run"
}

extension ExecutionEvent.TaskScheduled {
    var isMapRun: Bool { resource == MapRunResource.name }
}

extension TaskAttempt {
    var isMapRun: Bool { resource == MapRunResource.name }
}

extension Frame {
    /// Whether it is in a distributed Map that has begun.
    var isMapRun: Bool { task?.isMapRun ?? false }
}
