public import EventLog

/// A subscription that somebody asked for, and that its endpoint has yet to confirm: it gets nothing but that question.
public struct PendingSubscription: Hashable, Sendable {
    /// Its name.
    public let id: SubscriptionID
    /// How and where it is to get messages.
    public let endpoint: SubscriptionEndpoint
    /// When it was asked for.
    public let requestedAt: Timestamp
    /// Who asked for it, where that was said.
    public let by: String?
    /// When the token that was sent to it ends.
    public let expiresAt: Timestamp
    /// Which messages it will get, and in which form.
    public let settings: SubscriptionSettings
    /// What its tokens and its key are derived with, beside the secret.
    let nonce: String
    /// The hash of the token that confirms it.
    let confirmHash: SHA256Hash
    /// The hash of the token that ends it.
    let unsubscribeHash: SHA256Hash
}
