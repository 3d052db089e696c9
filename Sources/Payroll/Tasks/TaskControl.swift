/// How a running task tells how far it is, and learns that nobody waits for it any more.
public struct TaskControl: Sendable {
    /// How far a task is.
    public struct Progress: Sendable, Equatable {
        /// What is being counted: `lines` or `employees`.
        public let unit: String
        /// How many are done.
        public let completed: Int
        /// How many there will be, where that is known.
        public let total: Int?
    }

    private let report: @Sendable (Progress) -> Void
    private let cancelled: @Sendable () -> Bool

    /// A control that asks the current Swift task about cancellation, unless told otherwise.
    ///
    /// - Parameters:
    ///   - progress: called every thousand lines or hundred employees and at the end, on the task's own thread.
    ///   - isCancelled: asked between lines and between employees.
    public init(
        progress: @escaping @Sendable (Progress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { Task<Never, Never>.isCancelled }
    ) {
        report = progress
        cancelled = isCancelled
    }

    func check() throws(PayrollError) {
        if cancelled() { throw .cancelled }
    }

    func progress(_ unit: String, _ completed: Int, of total: Int? = nil) {
        report(Progress(unit: unit, completed: completed, total: total))
    }
}
