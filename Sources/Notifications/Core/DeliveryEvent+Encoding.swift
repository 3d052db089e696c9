internal import Engine
internal import EventLog
internal import JSON

extension DeliveryEvent {
    static let createdType = EventType("DeliveryCreated")
    static let takenOverType = EventType("DeliveryTakenOver")
    static let deliveredType = EventType("Delivered")
    static let failedType = EventType("DeliveryFailed")
    static let givenUpType = EventType("DeliveryGivenUp")
    static let resendRequestedType = EventType("ResendRequested")

    /// The name of the event's kind.
    var type: EventType {
        switch self {
        case .created: DeliveryEvent.createdType
        case .takenOver: DeliveryEvent.takenOverType
        case .delivered: DeliveryEvent.deliveredType
        case .failed: DeliveryEvent.failedType
        case .givenUp: DeliveryEvent.givenUpType
        case .resendRequested: DeliveryEvent.resendRequestedType
        }
    }

    /// The event as it is appended.
    func newEvent(recordedAt: Timestamp) -> NewEvent {
        var writer = JSONWriter()
        writer.beginObject()
        switch self {
        case .created(let event):
            writer.field("semantics", event.semantics)
            writer.field("queue", event.queue.rawValue)
            writer.field("notification", event.notification.description)
            event.subscriber.writeFields(to: &writer)
            event.retry.writeFields(to: &writer)
            writer.field("giveUpAt", Int(event.giveUpAt.microseconds))
        case .takenOver(let worker, let former):
            writer.field("worker", worker.description)
            writer.field("from", former.description)
        case .delivered(let event):
            writer.field("attempt", event.attempt)
            if event.wasThere { writer.field("wasThere", true) }
            writer.field("answer", event.answer)
        case .failed(let event):
            writer.field("attempt", event.attempt)
            writer.field("reason", event.reason)
            if let pause = event.retryAfterMilliseconds { writer.field("retryAfterMilliseconds", pause) }
            writer.field("retryAt", Int(event.retryAt.microseconds))
            writer.field("seed", event.seed.hex)
        case .givenUp(let event):
            writer.field("attempt", event.attempt)
            writer.field("reason", event.reason)
            writer.field("permanent", event.isPermanent)
        case .resendRequested(let event):
            writer.field("by", event.by)
            writer.field("giveUpAt", Int(event.giveUpAt.microseconds))
        }
        writer.endObject()
        return NewEvent(type: type, recordedAt: recordedAt, payload: writer.utf8)
    }
}
