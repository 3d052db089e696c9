internal import Engine
internal import EventLog
internal import FoundationEssentials

extension TopicDirectory {
    /// Subscribes an endpoint, or gives the subscription that is there: the same protocol and address are the same.
    ///
    /// A Maildir and a queue are the operator's own and subscribed at once. An address and a webhook are asked first, by a
    /// message that is born in the same commit; until it answers with the token, the subscription is pending. The
    /// operator may answer for it, and is named as who confirmed it then. Other settings than those of the
    /// subscription that is there take their place.
    ///
    /// - Parameters:
    ///   - author: who wants it, where that is to be known.
    ///   - confirmed: whether the operator answers for the endpoint.
    /// - Throws: `TopicError.invalidEndpoint`, `.noSecret`, `.unknownTopic`, `.store` or `.unreadable`.
    @discardableResult
    public func subscribe(
        _ endpoint: SubscriptionEndpoint, to topic: TopicARN, settings: SubscriptionSettings = SubscriptionSettings(),
        by author: String? = nil, confirmed: Bool = false
    ) async throws(TopicError) -> SubscribeResult {
        if let problem = endpoint.problem { throw .invalidEndpoint(endpoint, reason: problem) }
        let request = SubscriptionRequest(
            id: SubscriptionID(of: endpoint, to: topic), endpoint: endpoint, topic: topic, settings: settings,
            author: author, isConfirmed: confirmed || !endpoint.needsConfirmation)
        let nonce = UUID(high: log.random(), low: log.random()).text
        let state = try await change(topic.stream, named: topic) { (state, now) throws(TopicError) in
            try request.change(state, at: now, nonce: nonce, configuration)
        }
        if let subscription = state.subscription(request.id) { return .confirmed(subscription) }
        guard let pending = state.pending(request.id) else { throw .unknownTopic(topic) }
        return .pending(pending)
    }

    /// Confirms the subscription whose endpoint the token was sent to. A token confirms once.
    ///
    /// - Parameter author: who brings the token, where that is to be known.
    /// - Throws: `TopicError.invalidToken`, `.store` or `.unreadable`.
    @discardableResult
    public func confirm(
        _ token: SubscriptionToken, by author: String? = nil
    ) async throws(TopicError) -> (topic: TopicARN, subscription: Subscription) {
        var isKnown = false
        let state = try await change(token.topic, named: nil) { (state, now) throws(TopicError) in
            guard let pending = state.pending(token.id) else { return nil }
            guard token.matches(pending.confirmHash), now < pending.expiresAt else { throw .invalidToken }
            isKnown = true
            return Change(
                .subscriptionConfirmed(
                    .init(
                        id: pending.id, endpoint: pending.endpoint, settings: pending.settings, by: author,
                        nonce: pending.nonce, unsubscribeHash: pending.unsubscribeHash)))
        }
        guard isKnown, let topic = state.topic, let subscription = state.subscription(token.id) else {
            throw .invalidToken
        }
        return (topic, subscription)
    }

    /// Ends the subscription for which a message carried the token.
    ///
    /// - Throws: `TopicError.invalidToken`, `.store` or `.unreadable`.
    @discardableResult
    public func unsubscribe(
        with token: SubscriptionToken, by author: String? = nil
    ) async throws(TopicError) -> TopicARN {
        var isKnown = false
        let state = try await change(token.topic, named: nil) { (state, _) throws(TopicError) in
            let hash = state.subscription(token.id)?.unsubscribeHash ?? state.pending(token.id)?.unsubscribeHash
            if isKnown, hash == nil { return nil }
            guard token.matches(hash) else { throw .invalidToken }
            isKnown = true
            return Change(.subscriptionRemoved(token.id, by: author))
        }
        guard isKnown, let topic = state.topic else { throw .invalidToken }
        return topic
    }

    /// Removes a subscription, or a question that waits for its answer; returns whether there was one.
    ///
    /// What was published before is still delivered to it.
    ///
    /// - Throws: `TopicError.unknownTopic`, `.store` or `.unreadable`.
    @discardableResult
    public func unsubscribe(
        _ id: SubscriptionID, from topic: TopicARN, by author: String? = nil
    ) async throws(TopicError) -> Bool {
        var existed = false
        let state = try await change(topic.stream, named: topic) { state, _ in
            guard state.subscription(id) != nil || state.pending(id) != nil else { return nil }
            existed = true
            return Change(.subscriptionRemoved(id, by: author))
        }
        guard state.topic != nil else { throw .unknownTopic(topic) }
        return existed
    }

    /// The key with which messages to a webhook are signed, for whoever verifies them; `nil` where there is no such
    /// subscription.
    ///
    /// - Throws: `TopicError.noSecret`, `.store` or `.unreadable`.
    public func signingKey(
        of id: SubscriptionID, to topic: TopicARN
    ) async throws(TopicError) -> SigningKey? {
        let state = try await load(topic.stream, named: topic).state
        let known =
            state.subscription(id).map { ($0.endpoint, $0.nonce) } ?? state.pending(id).map { ($0.endpoint, $0.nonce) }
        guard let (endpoint, nonce) = known, let nonce else { return nil }
        guard let secret = configuration.secret else { throw .noSecret(endpoint) }
        return secret.signingKey(topic, id, nonce: nonce)
    }
}
