/// A handler, and how its runs are treated.
struct TaskRegistration: Sendable {
    let name: String
    let handler: any TaskHandler
    let options: TaskOptions
    /// Counts the runs where their number is limited.
    let limiter: RunLimiter?

    init(name: String, handler: any TaskHandler, options: TaskOptions) {
        self.name = name
        self.handler = handler
        self.options = options
        limiter = options.concurrency.map { RunLimiter(limit: $0) }
    }
}
