public import EventLog

/// One message on its way to one subscriber.
public struct OutgoingMessage: Hashable, Sendable {
    /// The notification's stream.
    public let notification: StreamID
    /// The subscription it is delivered for.
    public let subscription: SubscriptionID
    /// How and where the subscriber gets it.
    public let endpoint: SubscriptionEndpoint
    /// The topic it was published to.
    public let topic: TopicARN
    /// The subject, where it has one.
    public let subject: String?
    /// The text.
    public let text: String
    /// When it was published.
    public let publishedAt: Timestamp
    /// The execution that published it, or whose end did.
    public let execution: StreamID?
    /// The execution's name.
    public let executionName: String?
    /// The state that published it.
    public let state: String?
    /// Which attempt this is, from 1, as far as attempts were recorded.
    public let attempt: Int
    /// What it is for.
    public var kind = MessageKind.notification
    /// Its attributes.
    public var attributes: [MessageAttribute] = []
    /// How the execution ended whose end published it.
    public var status: String?
    /// Whether the text goes alone, without an envelope.
    public var isRaw = false
    /// What only the subscriber may know.
    public var credentials = MessageCredentials()

    /// Describes a message.
    public init(
        notification: StreamID, subscription: SubscriptionID, endpoint: SubscriptionEndpoint, topic: TopicARN,
        subject: String?, text: String, publishedAt: Timestamp, execution: StreamID?, executionName: String?,
        state: String?, attempt: Int
    ) {
        self.notification = notification
        self.subscription = subscription
        self.endpoint = endpoint
        self.topic = topic
        self.subject = subject
        self.text = text
        self.publishedAt = publishedAt
        self.execution = execution
        self.executionName = executionName
        self.state = state
        self.attempt = attempt
    }

    /// What a subscriber gets; `nil` where nothing was published.
    init?(
        _ notification: StreamID, _ published: NotificationEvent.Published?, at publishedAt: Timestamp,
        to subscriber: NotificationEvent.Subscriber, attempt: Int, _ configuration: NotificationConfiguration
    ) {
        guard let published else { return nil }
        self.init(
            notification: notification, subscription: subscriber.id, endpoint: subscriber.endpoint,
            topic: published.topic, subject: published.subject,
            text: published.texts[subscriber.endpoint.protocolName] ?? published.message, publishedAt: publishedAt,
            execution: published.execution, executionName: published.executionName, state: published.state,
            attempt: attempt)
        kind = published.kind
        attributes = published.attributes
        status = published.status
        isRaw = subscriber.isRaw
        credentials = MessageCredentials(published, subscriber, configuration)
    }

    /// The same for every attempt, and for no other message: what makes a repeated one recognisable. A `Message-ID` of
    /// RFC 5322, section 3.6.4.
    public var messageID: String { "<\(notification.uuid.text).\(subscription)@daybook>" }
}
