internal import EventLog

/// A topic: the fold of its stream.
struct TopicState: Hashable {
    private(set) var topic: TopicARN?
    private(set) var createdAt = Timestamp(microseconds: 0)
    private(set) var createdBy: String?
    private(set) var subscriptions: [Subscription] = []
    private(set) var pending: [PendingSubscription] = []
    private(set) var lastEventAt = Timestamp(microseconds: .min)

    /// Takes the next event.
    mutating func evolve(_ recorded: RecordedEvent) throws(NotificationEventError) {
        let event = try TopicEvent(recorded)
        if let reason = evolve(event, at: recorded.recordedAt) {
            throw .impossible(reason: reason, type: recorded.type, version: recorded.version)
        }
        lastEventAt = recorded.recordedAt
    }

    /// Takes the next event; returns why it cannot follow what came before, and changes nothing then.
    private mutating func evolve(_ event: TopicEvent, at time: Timestamp) -> String? {
        if case .created(let topic, let by) = event {
            guard self.topic == nil else { return "the topic exists already" }
            (self.topic, createdAt, createdBy) = (topic, time, by)
            return nil
        }
        guard topic != nil else { return "the topic does not exist yet" }
        switch event {
        case .created: return nil
        case .subscriptionRequested(let event):
            guard subscription(event.id) == nil else { return "the subscription exists already" }
            pending.removeAll { $0.id == event.id }
            pending.append(PendingSubscription(event, at: time))
        case .subscriptionConfirmed(let event):
            guard subscription(event.id) == nil else { return "the subscription exists already" }
            pending.removeAll { $0.id == event.id }
            subscriptions.append(Subscription(event, at: time))
        case .subscriptionChanged(let id, let settings, _):
            guard let index = subscriptions.firstIndex(where: { $0.id == id }) else {
                return "there is no such subscription"
            }
            subscriptions[index] = subscriptions[index].with(settings)
        case .subscriptionRemoved(let id, _):
            guard subscription(id) != nil || pending(id) != nil else { return "there is no such subscription" }
            subscriptions.removeAll { $0.id == id }
            pending.removeAll { $0.id == id }
        }
        return nil
    }

    /// The subscription of this id that is confirmed now.
    func subscription(_ id: SubscriptionID) -> Subscription? {
        subscriptions.first { $0.id == id }
    }

    /// The subscription of this id whose endpoint was asked and has not answered.
    func pending(_ id: SubscriptionID) -> PendingSubscription? {
        pending.first { $0.id == id }
    }

    /// What the world sees of it; `nil` before it was created.
    var view: Topic? {
        topic.map {
            Topic(arn: $0, createdAt: createdAt, by: createdBy, subscriptions: subscriptions, pending: pending)
        }
    }
}

extension Subscription {
    fileprivate init(_ event: TopicEvent.Confirmed, at time: Timestamp) {
        self.init(
            id: event.id, endpoint: event.endpoint, confirmedAt: time, by: event.by, settings: event.settings,
            nonce: event.nonce, unsubscribeHash: event.unsubscribeHash)
    }

    fileprivate func with(_ settings: SubscriptionSettings) -> Subscription {
        Subscription(
            id: id, endpoint: endpoint, confirmedAt: confirmedAt, by: by, settings: settings, nonce: nonce,
            unsubscribeHash: unsubscribeHash)
    }
}

extension PendingSubscription {
    fileprivate init(_ event: TopicEvent.Requested, at time: Timestamp) {
        self.init(
            id: event.id, endpoint: event.endpoint, requestedAt: time, by: event.by, expiresAt: event.expiresAt,
            settings: event.settings, nonce: event.nonce, confirmHash: event.confirmHash,
            unsubscribeHash: event.unsubscribeHash)
    }
}
