import EventLog
import Synchronization

/// A clock that stands still until it is moved.
final class ManualClock: Sendable {
    private let time = Mutex(Timestamp(microseconds: 1_767_225_600_000_000))

    var now: Timestamp { time.withLock { $0 } }

    func advance(by duration: Duration) {
        time.withLock { $0 = $0.adding(duration) }
    }
}
