internal import Synchronization

/// The ends of first attempts that are not recorded yet: those that come while some are recorded share the next commit.
final class AttemptEnds: Sendable {
    /// How an attempt ended; without an outcome it was put off, and none was made.
    struct End {
        let subscriber: NotificationEvent.Subscriber
        let outcome: DeliveryOutcome?
    }

    private let ends = Mutex<[End]>([])

    func put(_ end: End) { ends.withLock { $0.append(end) } }

    func takeAll() -> [End] {
        ends.withLock { ends in
            defer { ends = [] }
            return ends
        }
    }
}
