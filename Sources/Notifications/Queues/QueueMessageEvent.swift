internal import EventLog
internal import JSON

/// What can happen to a message in a queue.
enum QueueMessageEvent: Hashable {
    /// It was delivered.
    case queued(Queued)
    /// Somebody took it; nobody else gets it before the moment.
    case received(receipt: Int, until: Timestamp)
    /// Whoever took it wants it for longer, or gives it back.
    case visibilityChanged(receipt: Int, until: Timestamp)
    /// Whoever took it is done with it.
    case deleted(receipt: Int)

    struct Queued: Hashable {
        var queue: String
        var notification: StreamID
        var subscription: SubscriptionID
        var body: String
        var attributes: [MessageAttribute]
    }

    private static let queuedType = EventType("MessageQueued")
    private static let receivedType = EventType("MessageReceived")
    private static let changedType = EventType("VisibilityChanged")
    private static let deletedType = EventType("MessageDeleted")

    /// The event as it is appended.
    func newEvent(recordedAt: Timestamp) -> NewEvent {
        var writer = JSONWriter()
        writer.beginObject()
        let type: EventType
        switch self {
        case .queued(let event):
            type = QueueMessageEvent.queuedType
            writer.field("queue", event.queue)
            writer.field("notification", event.notification.description)
            writer.field("subscription", event.subscription.description)
            writer.field("body", event.body)
            MessageAttribute.writeList(event.attributes, to: &writer)
        case .received(let receipt, let until):
            type = QueueMessageEvent.receivedType
            writer.field("receipt", receipt)
            writer.field("until", Int(until.microseconds))
        case .visibilityChanged(let receipt, let until):
            type = QueueMessageEvent.changedType
            writer.field("receipt", receipt)
            writer.field("until", Int(until.microseconds))
        case .deleted(let receipt):
            type = QueueMessageEvent.deletedType
            writer.field("receipt", receipt)
        }
        writer.endObject()
        return NewEvent(type: type, recordedAt: recordedAt, payload: writer.utf8)
    }

    /// Reads a recorded event.
    init(_ event: RecordedEvent) throws(NotificationEventError) {
        var fields = try EventFields(event)
        switch event.type {
        case QueueMessageEvent.queuedType:
            self = .queued(
                Queued(
                    queue: try fields.string("queue"),
                    notification: try fields.require(fields.stream("notification"), "notification"),
                    subscription: try fields.subscription(), body: try fields.string("body"),
                    attributes: try fields.attributes()))
        case QueueMessageEvent.receivedType:
            self = .received(receipt: try fields.int("receipt"), until: try fields.time("until"))
        case QueueMessageEvent.changedType:
            self = .visibilityChanged(receipt: try fields.int("receipt"), until: try fields.time("until"))
        case QueueMessageEvent.deletedType: self = .deleted(receipt: try fields.int("receipt"))
        default: throw .unknownType(event.type, version: event.version)
        }
        try fields.end()
    }
}
