public import EventLog

/// One attempt to deliver a message to one subscriber, as it is recorded.
public struct DeliveryAttempt: Hashable, Sendable {
    /// How it ended.
    public enum Outcome: Hashable, Sendable {
        /// The subscriber has it, perhaps from an attempt before; what its side said.
        case delivered(answer: String?, wasThere: Bool)
        /// It failed, and the next one is due at this moment.
        case failed(reason: String, nextAttempt: Timestamp)
        /// It failed and was the last; whether another one could not have helped.
        case givenUp(reason: String, isPermanent: Bool)
    }

    /// The subscription.
    public let subscription: SubscriptionID
    /// Which attempt it was, from 1.
    public let attempt: Int
    /// When its end was recorded.
    public let endedAt: Timestamp
    /// How it ended.
    public let outcome: Outcome

    init?(_ event: DeliveryEvent, of subscription: SubscriptionID, at time: Timestamp) {
        self.subscription = subscription
        endedAt = time
        switch event {
        case .delivered(let event):
            attempt = event.attempt
            outcome = .delivered(answer: event.answer, wasThere: event.wasThere)
        case .failed(let event):
            attempt = event.attempt
            outcome = .failed(reason: event.reason, nextAttempt: event.retryAt)
        case .givenUp(let event):
            attempt = event.attempt
            outcome = .givenUp(reason: event.reason, isPermanent: event.isPermanent)
        case .created, .takenOver, .resendRequested: return nil
        }
    }
}
