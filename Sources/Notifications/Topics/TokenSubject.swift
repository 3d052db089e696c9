/// What a token is for, as far as it was looked up and not used.
public struct TokenSubject: Hashable, Sendable {
    /// What whoever has the token may do.
    public enum Purpose: Hashable, Sendable {
        /// Confirm the subscription.
        case confirmation
        /// End the subscription.
        case unsubscription
    }

    /// What it allows.
    public let purpose: Purpose
    /// The topic.
    public let topic: TopicARN
    /// The endpoint that is subscribed, or that was asked.
    public let endpoint: SubscriptionEndpoint
}
