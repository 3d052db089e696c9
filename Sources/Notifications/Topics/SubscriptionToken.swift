internal import EventLog
internal import FoundationEssentials

/// What was sent to an endpoint so that whoever reads there may confirm a subscription or end it.
///
/// It names topic and subscription, so that it is found without a search, and holds 128 bits that nobody can guess.
public struct SubscriptionToken: Hashable, Sendable, CustomStringConvertible {
    /// The stream of the topic.
    let topic: StreamID
    let id: SubscriptionID
    private let bytes: [UInt8]

    init(topic: TopicARN, id: SubscriptionID, secret: [UInt8]) {
        self.topic = topic.stream
        self.id = id
        bytes =
            withUnsafeBytes(of: topic.stream.uuid.uuid) { Array($0) } + withUnsafeBytes(of: id.uuid.uuid) { Array($0) }
            + secret.prefix(16)
    }

    /// Reads a token; `nil` where the text is none: 64 letters, digits, `-` and `_`.
    public init?(_ text: String) {
        let standard = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        guard text.utf8.count == 64, let data = Data(base64Encoded: standard), data.count == 48 else { return nil }
        bytes = Array(data)
        topic = StreamID(.topic, SubscriptionToken.uuid(bytes[0..<16]))
        id = SubscriptionID(SubscriptionToken.uuid(bytes[16..<32]))
    }

    /// The text: 64 letters, digits, `-` and `_`.
    public var text: String {
        String(Base64.text(bytes).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    /// It says whose it is and not what it is.
    public var description: String { "a token of \(id)" }

    /// What is kept of it.
    var hash: SHA256Hash { SHA256Hash(of: Array("daybook-token\u{0}".utf8) + bytes) }

    /// Whether this is the token of which `hash` was kept; takes the same time whatever the answer.
    func matches(_ hash: SHA256Hash?) -> Bool {
        guard let hash else { return false }
        return zip(self.hash.bytes, hash.bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func uuid(_ bytes: ArraySlice<UInt8>) -> UUID {
        let words = [bytes.prefix(8), bytes.suffix(8)].map { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return UUID(high: words[0], low: words[1])
    }
}
