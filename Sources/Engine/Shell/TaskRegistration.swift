/// A handler, and how its runs are treated.
struct TaskRegistration: Sendable {
    let name: String
    let handler: any TaskHandler
    let options: TaskOptions
    /// Counts the runs where their number is limited.
    let limiter: RunLimiter?
}
