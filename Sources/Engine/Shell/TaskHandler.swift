/// Does the work of a resource.
public protocol TaskHandler: Sendable {
    /// Makes one run of one attempt.
    ///
    /// The task that calls it is cancelled when the run's deadline passes or the execution ends without it.
    ///
    /// - Throws: any error; see `TaskError` for how it is reported.
    func run(_ context: TaskContext) async throws -> TaskResult
}
