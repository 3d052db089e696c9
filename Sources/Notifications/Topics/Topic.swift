public import EventLog

/// A topic as it is now.
public struct Topic: Hashable, Sendable {
    /// Its name in the world.
    public let arn: TopicARN
    /// When it was created.
    public let createdAt: Timestamp
    /// Who created it, where that was said.
    public let by: String?
    /// Its confirmed subscriptions, in the order of their confirmation.
    public let subscriptions: [Subscription]
    /// The subscriptions whose endpoints have yet to confirm them, in the order in which they were asked for.
    public let pending: [PendingSubscription]

    /// Who gets a message with these attributes and this text, or with the one of its protocol.
    func subscribers(
        for attributes: [MessageAttribute], message: String, texts: [String: String]
    ) -> [NotificationEvent.Subscriber] {
        let readsBody = subscriptions.contains { $0.settings.filter?.scope == .messageBody }
        let subject = FilterSubject(attributes: attributes, message: message, texts: texts, readsBody: readsBody)
        return subscriptions.filter { subscription in
            subscription.settings.filter.map {
                subject.isWanted(by: $0, protocolName: subscription.endpoint.protocolName)
            } ?? true
        }.map { .init(id: $0.id, endpoint: $0.endpoint, isRaw: $0.settings.isRaw, nonce: $0.nonce) }
    }
}
