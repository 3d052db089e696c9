internal import EventLog
internal import Synchronization

/// Remembers which periods have their partitions, and makes those that are missing.
final class PeriodBook: Sendable {
    private let known: Mutex<Set<Period>>
    private let lane: Lane
    private let timeout: Duration

    init(known: Set<Period>, lane: Lane, timeout: Duration) {
        self.known = Mutex(known)
        self.lane = lane
        self.timeout = timeout
    }

    /// Makes what the commits need and nobody has made.
    func makeMissing(of commits: [PendingCommit]) async -> EventStoreError? {
        await makeMissing(of: Set(commits.flatMap(\.periods)))
    }

    /// Makes what nobody has made of these periods.
    func makeMissing(of periods: Set<Period>) async -> EventStoreError? {
        let missing = known.withLock { periods.subtracting($0) }
        return missing.isEmpty ? nil : await make(missing)
    }

    /// Makes the partitions of periods.
    func make(_ periods: Set<Period>) async -> EventStoreError? {
        for period in periods.sorted() {
            if case .failure(let failure) = await lane.run([PeriodStatements.ensure(period)], timeout: timeout) {
                return EventStoreError(failure, while: "making the partitions of \(period.number)")
            }
            known.withLock { _ = $0.insert(period) }
        }
        return nil
    }

    /// Makes the months ahead of `now` where they are missing.
    func makeAhead(of now: Timestamp) async {
        let ahead = known.withLock { Set(Period(now).following(1)).subtracting($0) }
        // Whoever needs one that could not be made now tries again.
        if !ahead.isEmpty { _ = await make(Set(Period(now).following(3))) }
    }
}
