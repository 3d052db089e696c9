internal import EventLog

extension NotificationState {
    /// The first event of the delivery to a subscriber of the notification that this is the fold of.
    func created(_ notification: StreamID, for subscriber: NotificationEvent.Subscriber) -> DeliveryEvent? {
        published.map { published in
            .created(
                .init(
                    semantics: published.semantics, queue: published.queue, notification: notification,
                    subscriber: subscriber, retry: published.retry, giveUpAt: published.giveUpAt))
        }
    }

    /// The event that says that each subscriber's delivery has a stream of its own.
    func fannedOut(_ notification: StreamID) -> NotificationEvent {
        .fannedOut(deliveries: subscribers.map { .delivery(of: notification, to: $0.id) })
    }
}
