/// The transports of all protocols.
public struct SubscriberTransports: Sendable {
    /// Writes into Maildirs.
    public var maildir: any SubscriberTransport = MaildirTransport()
    /// Sends mail; the module `NotificationTransports` has one. Without one, mail waits for a process that has.
    public var email: (any SubscriberTransport)?
    /// Calls webhooks; the module `NotificationTransports` has one. Without one, they wait for a process that has.
    public var webhook: (any SubscriberTransport)?
    /// Puts messages into queues: by default those of the log that the notifications are in.
    public var queue: (any SubscriberTransport)?

    /// The Maildir's, and the queues of the log.
    public init() {}

    func transport(for endpoint: SubscriptionEndpoint) -> (any SubscriberTransport)? {
        switch endpoint {
        case .maildir: maildir
        case .email: email
        case .https, .http: webhook
        case .queue: queue
        }
    }
}
