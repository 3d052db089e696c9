internal import EventLog
internal import JSON

/// What can happen to a topic.
enum TopicEvent: Hashable {
    /// The topic exists from now on.
    case created(topic: TopicARN, by: String?)
    /// An endpoint gets what is published from now on.
    case subscriptionConfirmed(SubscriptionID, SubscriptionEndpoint, by: String?)
    /// A subscription gets nothing any more.
    case subscriptionRemoved(SubscriptionID, by: String?)

    private static let createdType = EventType("TopicCreated")
    private static let confirmedType = EventType("SubscriptionConfirmed")
    private static let removedType = EventType("SubscriptionRemoved")

    /// The name of the event's kind.
    var type: EventType {
        switch self {
        case .created: TopicEvent.createdType
        case .subscriptionConfirmed: TopicEvent.confirmedType
        case .subscriptionRemoved: TopicEvent.removedType
        }
    }

    /// The event as it is appended.
    func newEvent(recordedAt: Timestamp) -> NewEvent {
        var writer = JSONWriter()
        writer.beginObject()
        switch self {
        case .created(let topic, let by):
            writer.field("topic", topic.description)
            writer.field("by", by)
        case .subscriptionConfirmed(let id, let endpoint, let by):
            writer.field("subscription", id.description)
            writer.field("protocol", endpoint.protocolName)
            writer.field("endpoint", endpoint.address)
            writer.field("by", by)
        case .subscriptionRemoved(let id, let by):
            writer.field("subscription", id.description)
            writer.field("by", by)
        }
        writer.endObject()
        return NewEvent(type: type, recordedAt: recordedAt, payload: writer.utf8)
    }

    /// Reads a recorded event.
    init(_ event: RecordedEvent) throws(NotificationEventError) {
        var fields = try EventFields(event)
        switch event.type {
        case TopicEvent.createdType:
            self = .created(topic: try fields.topic(), by: try fields.optionalString("by"))
        case TopicEvent.confirmedType:
            self = .subscriptionConfirmed(
                try fields.subscription(), try fields.endpoint(), by: try fields.optionalString("by"))
        case TopicEvent.removedType:
            self = .subscriptionRemoved(try fields.subscription(), by: try fields.optionalString("by"))
        default: throw .unknownType(event.type, version: event.version)
        }
        try fields.end()
    }
}
