/// Carries messages to subscribers of one protocol.
public protocol SubscriberTransport: Sendable {
    /// Makes one attempt.
    ///
    /// It may be called again for a message that arrived, when the record of it was lost; `messageID` is the same then.
    func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome
}
