internal import EventLog
internal import JSON

/// What can happen to a topic.
enum TopicEvent: Hashable {
    /// The topic exists from now on.
    case created(topic: TopicARN, by: String?)
    /// Somebody wants an endpoint to be subscribed, and the endpoint was asked.
    case subscriptionRequested(Requested)
    /// An endpoint gets what is published from now on.
    case subscriptionConfirmed(Confirmed)
    /// A subscription gets other messages, or in another form.
    case subscriptionChanged(SubscriptionID, SubscriptionSettings, by: String?)
    /// A subscription gets nothing any more, or a question has no answer any more.
    case subscriptionRemoved(SubscriptionID, by: String?)

    struct Requested: Hashable {
        var id: SubscriptionID
        var endpoint: SubscriptionEndpoint
        var settings = SubscriptionSettings()
        var by: String?
        /// What tokens and key are derived with, beside the secret.
        var nonce: String
        var confirmHash: SHA256Hash
        var unsubscribeHash: SHA256Hash
        /// When the token that was sent ends.
        var expiresAt: Timestamp
    }

    struct Confirmed: Hashable {
        var id: SubscriptionID
        var endpoint: SubscriptionEndpoint
        var settings = SubscriptionSettings()
        var by: String?
        var nonce: String?
        var unsubscribeHash: SHA256Hash?
    }

    static func subscriptionConfirmed(
        _ id: SubscriptionID, _ endpoint: SubscriptionEndpoint, by: String?
    ) -> TopicEvent {
        .subscriptionConfirmed(Confirmed(id: id, endpoint: endpoint, by: by))
    }

    private static let createdType = EventType("TopicCreated")
    private static let requestedType = EventType("SubscriptionRequested")
    private static let confirmedType = EventType("SubscriptionConfirmed")
    private static let changedType = EventType("SubscriptionChanged")
    private static let removedType = EventType("SubscriptionRemoved")

    /// The name of the event's kind.
    var type: EventType {
        switch self {
        case .created: TopicEvent.createdType
        case .subscriptionRequested: TopicEvent.requestedType
        case .subscriptionConfirmed: TopicEvent.confirmedType
        case .subscriptionChanged: TopicEvent.changedType
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
        case .subscriptionRequested(let event):
            writer.fields(event.id, event.endpoint, event.settings)
            writer.field("by", event.by)
            writer.field("nonce", event.nonce)
            writer.field("confirmHash", event.confirmHash.hex)
            writer.field("unsubscribeHash", event.unsubscribeHash.hex)
            writer.field("expiresAt", Int(event.expiresAt.microseconds))
        case .subscriptionConfirmed(let event):
            writer.fields(event.id, event.endpoint, event.settings)
            writer.field("by", event.by)
            writer.field("nonce", event.nonce)
            writer.field("unsubscribeHash", event.unsubscribeHash?.hex)
        case .subscriptionChanged(let id, let settings, let by):
            writer.fields(id, nil, settings)
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
        case TopicEvent.requestedType:
            self = .subscriptionRequested(
                Requested(
                    id: try fields.subscription(), endpoint: try fields.endpoint(), settings: try fields.settings(),
                    by: try fields.optionalString("by"), nonce: try fields.string("nonce"),
                    confirmHash: try fields.require(fields.optionalHash("confirmHash"), "confirmHash"),
                    unsubscribeHash: try fields.require(fields.optionalHash("unsubscribeHash"), "unsubscribeHash"),
                    expiresAt: try fields.time("expiresAt")))
        case TopicEvent.confirmedType:
            self = .subscriptionConfirmed(
                Confirmed(
                    id: try fields.subscription(), endpoint: try fields.endpoint(), settings: try fields.settings(),
                    by: try fields.optionalString("by"), nonce: try fields.optionalString("nonce"),
                    unsubscribeHash: try fields.optionalHash("unsubscribeHash")))
        case TopicEvent.changedType:
            self = .subscriptionChanged(
                try fields.subscription(), try fields.settings(), by: try fields.optionalString("by"))
        case TopicEvent.removedType:
            self = .subscriptionRemoved(try fields.subscription(), by: try fields.optionalString("by"))
        default: throw .unknownType(event.type, version: event.version)
        }
        try fields.end()
    }
}

extension JSONWriter {
    fileprivate mutating func fields(
        _ id: SubscriptionID, _ endpoint: SubscriptionEndpoint?, _ settings: SubscriptionSettings
    ) {
        field("subscription", id.description)
        field("protocol", endpoint?.protocolName)
        field("endpoint", endpoint?.address)
        field("filter", settings.filter?.text.string)
        if let scope = settings.filter?.scope, scope != .messageAttributes { field("filterScope", scope.rawValue) }
        if settings.isRaw { field("raw", true) }
    }
}

extension EventFields {
    /// The fields `filter`, `filterScope` and `raw` as one value.
    fileprivate mutating func settings() throws(NotificationEventError) -> SubscriptionSettings {
        var settings = SubscriptionSettings(isRaw: try bool("raw"))
        guard let text = try optionalString("filter") else { return settings }
        let scope = try optionalString("filterScope").map { name throws(NotificationEventError) in
            try require(FilterPolicyScope(rawValue: name), "filterScope")
        }
        let policy = (try? JSONText(validating: text)).flatMap {
            try? FilterPolicy($0, scope: scope ?? .messageAttributes)
        }
        settings.filter = try require(policy, "filter")
        return settings
    }
}
