internal import Engine
internal import EventLog
internal import JSON

extension NotificationEvent {
    static let publishedType = EventType("NotificationPublished")
    static let resolvedType = EventType("SubscribersResolved")
    static let resendRequestedType = EventType("ResendRequested")
    static let takenOverType = EventType("NotificationTakenOver")
    static let deliveredType = EventType("Delivered")
    static let deliveryFailedType = EventType("DeliveryFailed")
    static let deliveryGivenUpType = EventType("DeliveryGivenUp")

    /// The name of the event's kind.
    var type: EventType {
        switch self {
        case .published: NotificationEvent.publishedType
        case .resolved: NotificationEvent.resolvedType
        case .resendRequested: NotificationEvent.resendRequestedType
        case .takenOver: NotificationEvent.takenOverType
        case .delivered: NotificationEvent.deliveredType
        case .deliveryFailed: NotificationEvent.deliveryFailedType
        case .deliveryGivenUp: NotificationEvent.deliveryGivenUpType
        }
    }

    /// The event as it is appended.
    func newEvent(recordedAt: Timestamp) -> NewEvent {
        var writer = JSONWriter()
        writer.beginObject()
        switch self {
        case .published(let event): event.write(to: &writer)
        case .resolved(let event):
            NotificationEvent.Subscriber.write(event.subscribers, to: &writer)
            writer.field("problem", event.problem)
        case .resendRequested(let event):
            writer.field("subscription", event.subscription.description)
            writer.field("by", event.by)
            writer.field("giveUpAt", Int(event.giveUpAt.microseconds))
        case .takenOver(let worker, let former):
            writer.field("worker", worker.description)
            writer.field("from", former.description)
        case .delivered(let event):
            writer.field("subscription", event.subscription.description)
            writer.field("attempt", event.attempt)
            if event.wasThere {
                writer.field("wasThere", true)
            }
            writer.field("answer", event.answer)
        case .deliveryFailed(let event):
            writer.field("subscription", event.subscription.description)
            writer.field("attempt", event.attempt)
            writer.field("reason", event.reason)
            if let pause = event.retryAfterMilliseconds { writer.field("retryAfterMilliseconds", pause) }
            writer.field("retryAt", Int(event.retryAt.microseconds))
            writer.field("seed", event.seed.hex)
        case .deliveryGivenUp(let event):
            writer.field("subscription", event.subscription.description)
            writer.field("attempt", event.attempt)
            writer.field("reason", event.reason)
            writer.field("permanent", event.isPermanent)
        }
        writer.endObject()
        return NewEvent(type: type, recordedAt: recordedAt, payload: writer.utf8)
    }
}

extension NotificationEvent.Published {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.field("semantics", semantics)
        writer.field("queue", queue.rawValue)
        writer.field("topic", topic.description)
        writer.field("subject", subject)
        writer.field("message", message)
        if !texts.isEmpty {
            writer.key("texts")
            writer.beginObject()
            for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
                writer.key(name)
                writer.string(text)
            }
            writer.endObject()
        }
        MessageAttribute.writeList(attributes, to: &writer)
        if kind != .notification { writer.field("kind", kind.rawValue) }
        writer.field("execution", execution?.description)
        writer.field("executionName", executionName)
        writer.field("state", state)
        if let task { writer.field("task", Int(task.rawValue)) }
        writer.field("status", status)
        writer.field("by", by)
        writer.field("firstPauseMilliseconds", retry.firstPauseMilliseconds)
        writer.field("longestPauseMilliseconds", retry.longestPauseMilliseconds)
        writer.field("giveUpAt", Int(giveUpAt.microseconds))
        if let subscribers { NotificationEvent.Subscriber.write(subscribers, to: &writer) }
    }
}

extension NotificationEvent.Subscriber {
    fileprivate static func write(_ subscribers: [NotificationEvent.Subscriber], to writer: inout JSONWriter) {
        writer.key("subscribers")
        writer.beginArray()
        for subscriber in subscribers {
            writer.beginObject()
            writer.field("subscription", subscriber.id.description)
            writer.field("protocol", subscriber.endpoint.protocolName)
            writer.field("endpoint", subscriber.endpoint.address)
            if subscriber.isRaw { writer.field("raw", true) }
            writer.field("nonce", subscriber.nonce)
            writer.endObject()
        }
        writer.endArray()
    }
}
