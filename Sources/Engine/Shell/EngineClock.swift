public import EventLog

/// Where the shell reads the time and how it waits; the core is told both as values.
public protocol EngineClock: Sendable {
    /// The current moment.
    func now() -> Timestamp

    /// Returns at `moment` or soon after it.
    ///
    /// - Throws: `CancellationError` when the waiting task is cancelled.
    func sleep(until moment: Timestamp) async throws
}
