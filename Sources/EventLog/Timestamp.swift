/// A moment in UTC, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// Microseconds are what Postgres stores, what the chain hashes and what an auditor reads.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before it.
    public let microseconds: Int64

    /// The moment this many microseconds after 1970-01-01T00:00:00Z.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// A moment that never comes: 9999-12-31T23:59:59.999999Z, the last that ISO 8601 writes with four digits.
    public static let distantFuture = Timestamp(microseconds: 253_402_300_799_999_999)

    /// The moment `duration` later; parts below a microsecond are dropped, and it never passes `distantFuture`.
    public func adding(_ duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return seconds < 0 ? Timestamp(microseconds: 0) : .distantFuture }
        let (sum, overflowed) = microseconds.addingReportingOverflow(scaled + attoseconds / 1_000_000_000_000)
        return overflowed ? .distantFuture : min(Timestamp(microseconds: sum), .distantFuture)
    }

    /// How long it is from `earlier` to this moment; negative when this one comes first.
    public func duration(since earlier: Timestamp) -> Duration {
        .microseconds(microseconds - earlier.microseconds)
    }

    /// Orders moments in time.
    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.microseconds < b.microseconds }
}
