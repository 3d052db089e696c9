import Engine

/// The failures that a task is asked for on the command line.
struct OnPurpose: Sendable {
    let failing: FailingTask?
    let timingOut: TimingOutTask?

    static let timeout = "States.Timeout"
    /// A function's own limit, as the service has one: a quarter of an hour, unless a shorter one was asked for.
    private static let limit = Duration.seconds(900)
    /// How long an attempt that is to time out takes to say so.
    private static let patience = Duration.seconds(1)

    func limit(of task: PayrollTask) -> Duration {
        guard let timingOut, timingOut.task == task, let seconds = timingOut.seconds else { return Self.limit }
        return .seconds(seconds)
    }

    /// Fails or times out instead of the work, where that was asked for.
    ///
    /// All attempts of a task have the same limit, so a limit short enough to wait for might be too short for the work of
    /// the next attempt. Therefore the attempt reports the time-out itself, as a function on AWS does that ran into its own
    /// limit; where a limit was named, the attempt outlasts that and the engine ends it.
    func interfere(with task: PayrollTask, attempt: Int) async throws {
        if let failing, failing.task == task {
            throw TaskError(failing.error, cause: "The task \(task.rawValue) was told to fail.")
        }
        guard let timingOut, timingOut.task == task, attempt == 0 else { return }
        guard timingOut.seconds == nil else { return try await Task.sleep(for: Self.limit) }
        try await Task.sleep(for: Self.patience)
        throw TaskError(Self.timeout, cause: "The task \(task.rawValue) was told to time out.")
    }
}
