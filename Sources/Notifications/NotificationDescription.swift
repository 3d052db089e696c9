public import Engine
public import EventLog

/// What is known of a notification: what was published, and who was told when.
public struct NotificationDescription: Hashable, Sendable {
    /// How far the delivery to one subscriber is.
    public struct Delivery: Hashable, Sendable {
        /// Where it stands.
        public enum Outcome: Hashable, Sendable {
            /// The subscriber does not have it yet; the next attempt is due at this moment.
            case pending(nextAttempt: Timestamp)
            /// The subscriber has it since this moment; what its side said, such as the file's name.
            case delivered(at: Timestamp, answer: String?)
            /// It will not get it.
            case givenUp(at: Timestamp)
        }

        /// The delivery's stream; it is there once the first attempt is over or was put off.
        public let stream: StreamID
        /// The subscription.
        public let subscription: SubscriptionID
        /// How and where it gets messages.
        public let endpoint: SubscriptionEndpoint
        /// How many attempts were recorded.
        public let attempts: Int
        /// Where it stands.
        public let outcome: Outcome
        /// Why the last failed attempt failed.
        public let lastFailure: String?
    }

    /// The notification's stream.
    public let notification: StreamID
    /// The topic it was published to.
    public let topic: TopicARN
    /// The subject, where it has one.
    public let subject: String?
    /// The text.
    public let message: String
    /// When it was published.
    public let publishedAt: Timestamp
    /// Its attributes.
    public let attributes: [MessageAttribute]
    /// What it is for.
    public let kind: MessageKind
    /// The execution that published it, or whose end did.
    public let execution: StreamID?
    /// The execution's name.
    public let executionName: String?
    /// The state that published it.
    public let state: String?
    /// The attempt of the task that published it.
    public let task: TaskID?
    /// How the execution ended whose end published it.
    public let executionStatus: String?
    /// Who published it, where no execution did and that was said.
    public let by: String?
    /// Why there is nobody to deliver it to, where that is a mistake.
    public let problem: String?
    /// `PENDING` where somebody has yet to get it, `DELIVERED` where everybody has it, `GIVEN_UP` where somebody will not.
    public let status: StreamStatus
    /// How often it or one of its deliveries was taken over from a worker that died.
    public let takeovers: Int
    /// The deliveries, in the order of the subscriptions.
    public let deliveries: [Delivery]

    /// The id that `sns:publish` gave.
    public var messageID: String { notification.uuid.text }

    /// Takes the fold of a notification, and those of its deliveries that have streams.
    init?(_ notification: StreamID, _ state: NotificationState, _ streams: [StreamID: DeliveryState]) {
        guard let published = state.published else { return nil }
        self.notification = notification
        topic = published.topic
        subject = published.subject
        message = published.message
        publishedAt = state.publishedAt
        attributes = published.attributes
        kind = published.kind
        executionStatus = published.status
        by = published.by
        problem = state.problem
        execution = published.execution
        executionName = published.executionName
        self.state = published.state
        task = published.task
        takeovers = streams.values.reduce(state.takeovers) { $0 + $1.takeovers }
        deliveries = state.subscribers.map { subscriber in
            let stream = StreamID.delivery(of: notification, to: subscriber.id)
            return Delivery(stream, subscriber, streams[stream], publishedAt: state.publishedAt)
        }
        status = NotificationDescription.status(state, deliveries)
    }

    private static func status(_ state: NotificationState, _ deliveries: [Delivery]) -> StreamStatus {
        let statuses = Set(deliveries.map(\.status))
        if state.isUnresolved || statuses.contains(.pending) { return .pending }
        return state.problem != nil || statuses.contains(.givenUp) ? .givenUp : .delivered
    }
}

extension NotificationDescription.Delivery {
    fileprivate init(
        _ stream: StreamID, _ subscriber: NotificationEvent.Subscriber, _ state: DeliveryState?, publishedAt: Timestamp
    ) {
        self.stream = stream
        subscription = subscriber.id
        endpoint = subscriber.endpoint
        attempts = state?.attempts ?? 0
        lastFailure = state?.lastReason
        outcome =
            switch state?.phase {
            case nil: .pending(nextAttempt: publishedAt)
            case .open(let due): .pending(nextAttempt: due)
            case .delivered(let at, let answer): .delivered(at: at, answer: answer)
            case .givenUp(let at): .givenUp(at: at)
            }
    }

    var status: StreamStatus {
        switch outcome {
        case .pending: .pending
        case .delivered: .delivered
        case .givenUp: .givenUp
        }
    }
}
