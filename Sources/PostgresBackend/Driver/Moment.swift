internal import CLibPQ

/// A moment on the clock that only goes forward, in nanoseconds; for deadlines and pauses inside this process.
struct Moment: Hashable, Comparable, Sendable {
    let nanoseconds: Int64

    /// The present.
    static var now: Moment { Moment(nanoseconds: daybook_pq_monotonic()) }

    /// The moment `duration` later.
    func adding(_ duration: Duration) -> Moment {
        let (seconds, attoseconds) = duration.components
        // A year is as good as for ever here, and never overflows.
        let capped = min(max(seconds, -31_536_000), 31_536_000)
        return Moment(nanoseconds: nanoseconds + capped * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    static func < (a: Moment, b: Moment) -> Bool { a.nanoseconds < b.nanoseconds }
}
