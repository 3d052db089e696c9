internal import Engine
internal import EventLog
internal import JSON

extension NotificationEvent {
    static let publishedType = EventType("NotificationPublished")
    static let takenOverType = EventType("NotificationTakenOver")
    static let deliveredType = EventType("Delivered")
    static let deliveryFailedType = EventType("DeliveryFailed")
    static let deliveryGivenUpType = EventType("DeliveryGivenUp")

    /// The name of the event's kind.
    var type: EventType {
        switch self {
        case .published: NotificationEvent.publishedType
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
        case .takenOver(let worker, let former):
            writer.field("worker", worker.description)
            writer.field("from", former.description)
        case .delivered(let event):
            writer.field("subscription", event.subscription.description)
            writer.field("attempt", event.attempt)
            if event.wasThere {
                writer.key("wasThere")
                writer.bool(true)
            }
            writer.field("answer", event.answer)
        case .deliveryFailed(let event):
            writer.field("subscription", event.subscription.description)
            writer.field("attempt", event.attempt)
            writer.field("reason", event.reason)
            writer.field("retryAt", Int(event.retryAt.microseconds))
            writer.field("seed", event.seed.hex)
        case .deliveryGivenUp(let event):
            writer.field("subscription", event.subscription.description)
            writer.field("attempt", event.attempt)
            writer.field("reason", event.reason)
            writer.key("permanent")
            writer.bool(event.isPermanent)
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
        writer.field("execution", execution.description)
        writer.field("executionName", executionName)
        writer.field("state", state)
        writer.field("task", Int(task.rawValue))
        writer.field("firstPauseMilliseconds", retry.firstPauseMilliseconds)
        writer.field("longestPauseMilliseconds", retry.longestPauseMilliseconds)
        writer.field("giveUpAt", Int(giveUpAt.microseconds))
        writer.key("subscribers")
        writer.beginArray()
        for subscriber in subscribers {
            writer.beginObject()
            writer.field("subscription", subscriber.id.description)
            writer.field("protocol", subscriber.endpoint.protocolName)
            writer.field("endpoint", subscriber.endpoint.address)
            writer.endObject()
        }
        writer.endArray()
    }
}
