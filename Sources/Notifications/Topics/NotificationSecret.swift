internal import Crypto
internal import EventLog
internal import FoundationEssentials

/// The secret of an installation, from which the tokens and the signing keys of its subscriptions follow.
///
/// It is not in the log: whoever reads the log learns only hashes. All processes that deliver for one log need the same.
/// With another one, mails lose their unsubscribe links and webhooks wait, until the right one is back.
public struct NotificationSecret: Sendable, CustomStringConvertible {
    private let key: SymmetricKey

    /// Takes a secret; `nil` where it has less than 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// A secret that the system's chance makes: 32 bytes.
    public static func makeBytes() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// It says nothing.
    public var description: String { "a secret" }

    /// What one purpose of one subscription gets: 32 bytes.
    private func derive(_ purpose: String, _ topic: TopicARN, _ id: SubscriptionID, _ nonce: String) -> [UInt8] {
        let text = "daybook \(purpose)\u{0}\(topic)\u{0}\(id)\u{0}\(nonce)"
        return Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }

    func confirmationToken(_ topic: TopicARN, _ id: SubscriptionID, nonce: String) -> SubscriptionToken {
        SubscriptionToken(topic: topic, id: id, secret: derive("confirm", topic, id, nonce))
    }

    func unsubscribeToken(_ topic: TopicARN, _ id: SubscriptionID, nonce: String) -> SubscriptionToken {
        SubscriptionToken(topic: topic, id: id, secret: derive("unsubscribe", topic, id, nonce))
    }

    func signingKey(_ topic: TopicARN, _ id: SubscriptionID, nonce: String) -> SigningKey {
        SigningKey(bytes: derive("sign", topic, id, nonce))
    }
}
