public import FoundationEssentials
internal import EventLog

/// Names a subscription: it follows from topic, protocol and endpoint, so that subscribing twice gives the same one.
public struct SubscriptionID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The id's 128 bits.
    public let uuid: UUID

    /// Takes an id.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads the form that `description` writes; `nil` where the text has another form.
    public init?(_ description: String) {
        guard let uuid = UUID(uuidString: description) else { return nil }
        self.uuid = uuid
    }

    /// The id of an endpoint's subscription to a topic.
    init(of endpoint: SubscriptionEndpoint, to topic: TopicARN) {
        let name = "subscription\u{0}\(topic)\u{0}\(endpoint.protocolName)\u{0}\(endpoint.address)"
        uuid = UUID(version8: name.utf8)
    }

    /// The UUID in lower case.
    public var description: String { uuid.text }

    /// Orders by the id's bytes.
    public static func < (a: SubscriptionID, b: SubscriptionID) -> Bool { a.uuid < b.uuid }
}
