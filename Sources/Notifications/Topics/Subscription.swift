public import EventLog

/// An endpoint that gets what is published to a topic.
public struct Subscription: Hashable, Sendable {
    /// Its name.
    public let id: SubscriptionID
    /// How and where it gets messages.
    public let endpoint: SubscriptionEndpoint
    /// When it was confirmed.
    public let confirmedAt: Timestamp
    /// Who subscribed it, where that was said.
    public let by: String?
}
