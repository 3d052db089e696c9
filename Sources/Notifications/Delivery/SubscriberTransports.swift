/// The transports of all protocols.
public struct SubscriberTransports: Sendable {
    /// Writes into Maildirs.
    public var maildir: any SubscriberTransport = MaildirTransport()

    /// The real ones.
    public init() {}

    func transport(for endpoint: SubscriptionEndpoint) -> any SubscriberTransport {
        switch endpoint {
        case .maildir: maildir
        }
    }
}
