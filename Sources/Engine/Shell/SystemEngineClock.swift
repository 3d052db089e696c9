public import EventLog
internal import FoundationEssentials

/// The system's clock.
public struct SystemEngineClock: EngineClock {
    /// Makes a clock.
    public init() {}

    /// The current moment by the system's real-time clock.
    public func now() -> Timestamp {
        Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    /// Sleeps on the continuous clock, an hour at the most at a time, so that a clock that was set is noticed.
    public func sleep(until moment: Timestamp) async throws {
        while true {
            let rest = moment.duration(since: now())
            guard rest > .zero else { return }
            try await Task.sleep(for: min(rest, Duration.seconds(3600)), tolerance: .zero, clock: .continuous)
        }
    }
}
