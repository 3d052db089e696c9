internal import EventLog

/// A topic: the fold of its stream.
struct TopicState: Hashable {
    private(set) var topic: TopicARN?
    private(set) var createdAt = Timestamp(microseconds: 0)
    private(set) var createdBy: String?
    private(set) var subscriptions: [Subscription] = []
    private(set) var lastEventAt = Timestamp(microseconds: .min)

    /// Takes the next event.
    mutating func evolve(_ recorded: RecordedEvent) throws(NotificationEventError) {
        let event = try TopicEvent(recorded)
        func impossible(_ reason: String) -> NotificationEventError {
            .impossible(reason: reason, type: recorded.type, version: recorded.version)
        }
        switch event {
        case .created(let topic, let by):
            guard self.topic == nil else { throw impossible("the topic exists already") }
            self.topic = topic
            createdAt = recorded.recordedAt
            createdBy = by
        case .subscriptionConfirmed(let id, let endpoint, let by):
            guard topic != nil else { throw impossible("the topic does not exist yet") }
            guard subscription(id) == nil else { throw impossible("the subscription exists already") }
            subscriptions.append(
                Subscription(id: id, endpoint: endpoint, confirmedAt: recorded.recordedAt, by: by))
        case .subscriptionRemoved(let id, _):
            guard subscription(id) != nil else { throw impossible("there is no such subscription") }
            subscriptions.removeAll { $0.id == id }
        }
        lastEventAt = recorded.recordedAt
    }

    /// The subscription of this id that is confirmed now.
    func subscription(_ id: SubscriptionID) -> Subscription? {
        subscriptions.first { $0.id == id }
    }

    /// What the world sees of it; `nil` before it was created.
    var view: Topic? {
        topic.map { Topic(arn: $0, createdAt: createdAt, by: createdBy, subscriptions: subscriptions) }
    }
}
