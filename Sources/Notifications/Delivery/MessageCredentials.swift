internal import Engine

/// What goes with a message that only its subscriber may know. Nothing of it is in the log.
public struct MessageCredentials: Hashable, Sendable, CustomStringConvertible {
    /// Confirms the subscription: in messages that ask for it.
    public var confirmation: SubscriptionToken?
    /// The page to confirm it on, where there is one.
    public var confirmationPage: String?
    /// Ends the subscription.
    public var unsubscription: SubscriptionToken?
    /// The page to end it on, where there is one.
    public var unsubscriptionPage: String?
    /// The key of a webhook.
    public var signingKey: SigningKey?

    /// Nothing.
    public init() {}

    /// It says nothing.
    public var description: String { "credentials" }

    init(
        _ published: NotificationEvent.Published, _ subscriber: NotificationEvent.Subscriber,
        _ configuration: NotificationConfiguration
    ) {
        guard let secret = configuration.secret, let nonce = subscriber.nonce else { return }
        let (topic, id) = (published.topic, subscriber.id)
        if published.kind == .confirmation {
            let token = secret.confirmationToken(topic, id, nonce: nonce)
            (confirmation, confirmationPage) = (token, configuration.page("confirm", token))
        }
        let token = secret.unsubscribeToken(topic, id, nonce: nonce)
        (unsubscription, unsubscriptionPage) = (token, configuration.page("unsubscribe", token))
        signingKey = secret.signingKey(topic, id, nonce: nonce)
    }
}
