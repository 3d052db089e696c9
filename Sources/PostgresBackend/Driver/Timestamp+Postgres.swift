internal import EventLog

extension Timestamp {
    /// 2000-01-01T00:00:00Z, from which Postgres counts.
    private static let epoch: Int64 = 946_684_800_000_000
    /// 4713-11-24 before Christ in Postgres' count: the first moment that `timestamptz` holds.
    private static let first: Int64 = -211_813_488_000_000_000

    /// Microseconds since 2000-01-01T00:00:00Z, as `timestamptz` is sent and received. Moments before those that
    /// Postgres knows become the first one; who must not have that asks `isInPostgres` before.
    var postgresMicroseconds: Int64 {
        isInPostgres ? microseconds - Timestamp.epoch : Timestamp.first
    }

    /// Whether `timestamptz` can hold it. The end of its range lies beyond what 64 bits hold from 1970.
    var isInPostgres: Bool { microseconds >= Timestamp.first + Timestamp.epoch }

    init(postgresMicroseconds: Int64) {
        let (sum, overflow) = postgresMicroseconds.addingReportingOverflow(Timestamp.epoch)
        self.init(microseconds: overflow ? .max : sum)
    }
}
