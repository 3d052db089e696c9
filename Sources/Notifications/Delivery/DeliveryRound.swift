internal import EventLog

/// What goes on while a worker holds a notification.
struct DeliveryRound {
    /// What a task of the round reports.
    enum Step {
        /// An attempt ended.
        case ended(SubscriptionID, DeliveryOutcome)
        /// The moment came for which the timer was set.
        case due
    }

    /// Who had taken the stream over when the round began: where it is another one, the stream is not ours any more.
    let fence: WorkerID?
    /// The subscriptions for which an attempt goes on.
    var inFlight: Set<SubscriptionID> = []
    /// The earliest moment that a timer is set for.
    var timer: Timestamp?

    init(fence: WorkerID?) {
        self.fence = fence
    }
}
