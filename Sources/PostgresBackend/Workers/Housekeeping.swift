internal import EventLog
internal import FoundationEssentials
internal import Synchronization

/// What has to be done now and then, by whoever keeps a worker alive: partitions ahead of time, old rows forgotten.
final class Housekeeping: Sendable {
    private let lane: Lane
    private let periods: PeriodBook
    private let next = Mutex(Moment(nanoseconds: 0))

    init(lane: Lane, periods: PeriodBook) {
        self.lane = lane
        self.periods = periods
    }

    /// Does it if an hour has passed; the caller does not wait for it, and a failure is made good by the next time.
    func visit(_ clock: StoreClock) {
        let now = Moment.now
        let isDue = next.withLock { next in
            guard next <= now else { return false }
            next = now.adding(.seconds(3600))
            return true
        }
        guard isDue else { return }
        for statement in [WakeUpStatements.forgetEventless(clock: clock), WorkerStatements.forgetDead(clock: clock)] {
            lane.submit(Request(statements: [statement], isTransaction: false, timeout: .seconds(15)) { _ in })
        }
        let today = Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        Task { await periods.makeAhead(of: today) }
    }
}
