internal import EventLog
internal import Synchronization

/// What goes on while a worker holds a notification.
struct DeliveryRound {
    /// What a task of the round reports.
    enum Step {
        /// An attempt ended; its end is in the box.
        case ended
        /// The moment came for which the timer was set.
        case due
    }

    /// How an attempt ended; without an outcome it was put off, and none was made.
    struct End {
        let subscription: SubscriptionID
        let outcome: DeliveryOutcome?
    }

    /// The ends that are not recorded yet: those that come while one is recorded share the next commit.
    final class Box: Sendable {
        private let ends = Mutex<[End]>([])

        func put(_ end: End) { ends.withLock { $0.append(end) } }

        func takeAll() -> [End] {
            ends.withLock { ends in
                defer { ends = [] }
                return ends
            }
        }
    }

    /// Who had taken the stream over when the round began: where it is another one, the stream is not ours any more.
    let fence: WorkerID?
    let box = Box()
    /// The subscriptions for which an attempt goes on.
    var inFlight: Set<SubscriptionID> = []
    /// The subscriptions that were put off.
    var putOff: Set<SubscriptionID> = []
    /// The earliest moment that a timer is set for.
    var timer: Timestamp?

    init(fence: WorkerID?) {
        self.fence = fence
    }

    /// Whether it is over.
    var isLast: Bool { inFlight.isEmpty }
}
