public import EventLog

/// An endpoint that gets what is published to a topic.
public struct Subscription: Hashable, Sendable {
    /// Its name.
    public let id: SubscriptionID
    /// How and where it gets messages.
    public let endpoint: SubscriptionEndpoint
    /// When it was confirmed.
    public let confirmedAt: Timestamp
    /// Who confirmed it, where that was said.
    public let by: String?
    /// Which messages it gets, and in which form.
    public let settings: SubscriptionSettings
    /// What its unsubscribe token and its key are derived with, beside the secret.
    let nonce: String?
    /// The hash of the token that ends it.
    let unsubscribeHash: SHA256Hash?
}
