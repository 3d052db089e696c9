internal import Engine
internal import EventLog
internal import FoundationEssentials

/// The wish that an endpoint be subscribed.
struct SubscriptionRequest {
    let id: SubscriptionID
    let endpoint: SubscriptionEndpoint
    let topic: TopicARN
    let settings: SubscriptionSettings
    let author: String?
    /// Whether nobody has to be asked.
    let isConfirmed: Bool

    /// What fulfils it; `nil` where it is fulfilled, or where there is no such topic.
    func change(
        _ state: TopicState, at now: Timestamp, nonce: String, _ configuration: NotificationConfiguration
    ) throws(TopicError) -> TopicDirectory.Change? {
        guard state.topic != nil else { return nil }
        if let there = state.subscription(id) {
            return there.settings == settings
                ? nil : TopicDirectory.Change(.subscriptionChanged(id, settings, by: author))
        }
        let pending = state.pending(id)
        guard endpoint.needsConfirmation else {
            return TopicDirectory.Change(
                .subscriptionConfirmed(.init(id: id, endpoint: endpoint, settings: settings, by: author)))
        }
        guard let secret = configuration.secret else { throw .noSecret(endpoint) }
        let unsubscribeHash = secret.unsubscribeToken(topic, id, nonce: nonce).hash
        guard !isConfirmed else {
            return TopicDirectory.Change(
                .subscriptionConfirmed(
                    .init(
                        id: id, endpoint: endpoint, settings: settings, by: author, nonce: nonce,
                        unsubscribeHash: unsubscribeHash)))
        }
        if let pending, pending.settings == settings, now < pending.expiresAt { return nil }
        let event = TopicEvent.Requested(
            id: id, endpoint: endpoint, settings: settings, by: author, nonce: nonce,
            confirmHash: secret.confirmationToken(topic, id, nonce: nonce).hash, unsubscribeHash: unsubscribeHash,
            expiresAt: now.adding(TopicDirectory.patience))
        return TopicDirectory.Change(
            .subscriptionRequested(event), companion: question(at: now, nonce: nonce, configuration))
    }

    /// The message that asks the endpoint. Its token is not in the log: whoever delivers it derives the token again.
    private func question(at now: Timestamp, nonce: String, _ configuration: NotificationConfiguration) -> Append {
        var published = NotificationEvent.Published(
            queue: configuration.queue, topic: topic, message: "Do you want to get what is published to \(topic.name)?",
            kind: .confirmation, by: author, retry: configuration.retry, giveUpAt: now.adding(TopicDirectory.patience),
            subscribers: [.init(id: id, endpoint: endpoint, nonce: nonce)])
        published.subject = "Confirm subscription"
        let stream = StreamID(
            .notification,
            UUID(beside: UUID(version7: now, random: 0), of: "confirmation\u{0}\(id)\u{0}\(nonce)".utf8))
        return published.creation(of: stream, at: now)
    }
}
