public import EventLog
internal import JSON

/// The POST that brings a message to a webhook.
public struct WebhookRequest: Hashable, Sendable {
    /// The headers, in order; no value has control characters.
    public let headers: [(name: String, value: String)]
    /// The body.
    public let body: [UInt8]

    /// Writes the request: the envelope, or the text alone where that was asked for.
    ///
    /// - Parameters:
    ///   - key: signs it.
    ///   - now: goes into the signature, in whole seconds since 1970.
    public init(_ message: OutgoingMessage, key: SigningKey, now: Timestamp) {
        // Whoever is to confirm needs the token, which is in the envelope alone.
        let isRaw = message.isRaw && message.kind == .notification
        body = isRaw ? Array(message.text.utf8) : Array(MessageEnvelope(message, showsCredentials: true).text.utf8)
        let seconds = now.microseconds / 1_000_000
        headers = [
            ("Content-Type", isRaw ? "text/plain; charset=utf-8" : "application/json"),
            ("User-Agent", "daybook"),
            ("Daybook-Message-Type", message.kind == .confirmation ? "SubscriptionConfirmation" : "Notification"),
            ("Daybook-Message-Id", message.notification.uuid.text),
            ("Daybook-Topic", message.topic.description),
            ("Daybook-Subscription", message.subscription.description),
            ("Daybook-Signature", "t=\(seconds),v1=\(key.signature(timestamp: seconds, body: body))"),
        ]
    }

    /// Whether both say the same.
    public static func == (a: WebhookRequest, b: WebhookRequest) -> Bool {
        a.body == b.body && a.headers.elementsEqual(b.headers, by: ==)
    }

    /// Hashes the body.
    public func hash(into hasher: inout Hasher) { hasher.combine(body) }
}
