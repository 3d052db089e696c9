internal import Engine
internal import EventLog

extension TopicDirectory {
    /// What a token is for; `nil` where it is of no subscription, was used already or is too old. It changes nothing.
    ///
    /// - Throws: `TopicError.store` or `.unreadable`.
    public func subject(of token: SubscriptionToken) async throws(TopicError) -> TokenSubject? {
        let state = try await load(token.topic, named: nil).state
        guard let topic = state.topic else { return nil }
        if let subscription = state.subscription(token.id), token.matches(subscription.unsubscribeHash) {
            return TokenSubject(purpose: .unsubscription, topic: topic, endpoint: subscription.endpoint)
        }
        guard let pending = state.pending(token.id) else { return nil }
        if token.matches(pending.unsubscribeHash) {
            return TokenSubject(purpose: .unsubscription, topic: topic, endpoint: pending.endpoint)
        }
        guard token.matches(pending.confirmHash), log.clock.now() < pending.expiresAt else { return nil }
        return TokenSubject(purpose: .confirmation, topic: topic, endpoint: pending.endpoint)
    }
}
