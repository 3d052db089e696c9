internal import Engine
internal import EventLog
internal import JSON

extension NotificationEvent {
    static let publishedType = EventType("NotificationPublished")
    static let resolvedType = EventType("SubscribersResolved")
    static let takenOverType = EventType("NotificationTakenOver")
    static let fannedOutType = EventType("NotificationFannedOut")

    /// The name of the event's kind.
    var type: EventType {
        switch self {
        case .published: NotificationEvent.publishedType
        case .resolved: NotificationEvent.resolvedType
        case .takenOver: NotificationEvent.takenOverType
        case .fannedOut: NotificationEvent.fannedOutType
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
        case .takenOver(let worker, let former):
            writer.field("worker", worker.description)
            writer.field("from", former.description)
        case .fannedOut(let deliveries):
            writer.key("deliveries")
            writer.beginArray()
            for delivery in deliveries { writer.string(delivery.description) }
            writer.endArray()
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
        retry.writeFields(to: &writer)
        writer.field("giveUpAt", Int(giveUpAt.microseconds))
        if let subscribers { NotificationEvent.Subscriber.write(subscribers, to: &writer) }
    }
}

extension NotificationEvent.Subscriber {
    /// Writes the members of an object.
    func writeFields(to writer: inout JSONWriter) {
        writer.field("subscription", id.description)
        writer.field("protocol", endpoint.protocolName)
        writer.field("endpoint", endpoint.address)
        if isRaw { writer.field("raw", true) }
        writer.field("nonce", nonce)
    }

    fileprivate static func write(_ subscribers: [NotificationEvent.Subscriber], to writer: inout JSONWriter) {
        writer.key("subscribers")
        writer.beginArray()
        for subscriber in subscribers {
            writer.beginObject()
            subscriber.writeFields(to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }
}

extension RetrySchedule {
    /// Writes the members of an object.
    func writeFields(to writer: inout JSONWriter) {
        writer.field("firstPauseMilliseconds", firstPauseMilliseconds)
        writer.field("longestPauseMilliseconds", longestPauseMilliseconds)
    }
}
