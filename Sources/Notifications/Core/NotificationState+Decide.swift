internal import Engine
internal import EventLog

extension NotificationState {
    /// What follows from the end of an attempt; nothing where the delivery was settled meanwhile.
    ///
    /// A first attempt is always made, however late. After the deadline a failed attempt is the last one; before it the
    /// last retry is at the deadline itself.
    func decide(
        _ outcome: DeliveryOutcome, for subscription: SubscriptionID, at now: Timestamp, seed: Seed
    ) -> [NotificationEvent] {
        guard let published, let delivery = delivery(to: subscription), delivery.due != nil else { return [] }
        let attempt = delivery.attempts + 1
        switch outcome {
        case .delivered(let answer, let wasThere):
            return [
                .delivered(.init(subscription: subscription, attempt: attempt, wasThere: wasThere, answer: answer))
            ]
        case .failed(let reason, let retryAfter) where now < delivery.giveUpAt:
            let pause = retryAfter.map { min(max($0, .milliseconds(1)), RetrySchedule.longestAskedFor) }
                .map { Int($0 / .milliseconds(1)) }
            let retryAt = now.adding(
                max(published.retry.pause(after: attempt, seed: seed), .milliseconds(pause ?? 0)))
            return [
                .deliveryFailed(
                    .init(
                        subscription: subscription, attempt: attempt, reason: reason,
                        retryAfterMilliseconds: pause, retryAt: min(retryAt, delivery.giveUpAt), seed: seed))
            ]
        case .failed(let reason, _):
            return [
                .deliveryGivenUp(
                    .init(subscription: subscription, attempt: attempt, reason: reason, isPermanent: false))
            ]
        case .failedForGood(let reason):
            return [
                .deliveryGivenUp(
                    .init(subscription: subscription, attempt: attempt, reason: reason, isPermanent: true))
            ]
        }
    }
}
