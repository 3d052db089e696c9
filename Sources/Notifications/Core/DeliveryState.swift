internal import EventLog

/// How far the delivery to one subscriber is.
struct DeliveryState: Hashable {
    /// Where it stands.
    enum Phase: Hashable {
        /// The next attempt is due at this moment.
        case open(due: Timestamp)
        /// The subscriber has it.
        case delivered(at: Timestamp, answer: String?)
        /// It does not get it.
        case givenUp(at: Timestamp)
    }

    let subscriber: NotificationEvent.Subscriber
    var phase: Phase
    /// From when on a failed attempt is the last.
    var giveUpAt: Timestamp
    /// How many attempts were recorded.
    var attempts = 0
    /// Why the last recorded attempt failed.
    var lastReason: String?

    /// When the next attempt is due; `nil` where there will be none.
    var due: Timestamp? {
        if case .open(let due) = phase { due } else { nil }
    }
}
