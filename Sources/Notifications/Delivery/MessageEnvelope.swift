internal import EventLog
public import JSON

/// A message as JSON, with where it comes from: what webhooks and queues get.
public struct MessageEnvelope: Hashable, Sendable {
    /// The text of one object.
    public let text: JSONText

    /// Writes the envelope.
    ///
    /// - Parameter showsCredentials: whether the tokens are in it; a queue is the operator's own and needs none.
    public init(_ message: OutgoingMessage, showsCredentials: Bool) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("Type", message.kind == .confirmation ? "SubscriptionConfirmation" : "Notification")
        writer.field("MessageId", message.notification.uuid.text)
        writer.field("TopicArn", message.topic.description)
        writer.field("SubscriptionId", message.subscription.description)
        writer.field("Subject", message.subject)
        writer.field("Message", message.text)
        writer.field("Timestamp", message.publishedAt.millisecondText)
        if !message.attributes.isEmpty {
            writer.key("MessageAttributes")
            MessageAttribute.write(message.attributes, to: &writer)
        }
        writer.field("ExecutionId", message.execution?.uuid.text)
        writer.field("ExecutionName", message.executionName)
        writer.field("State", message.state)
        writer.field("Status", message.status)
        if showsCredentials {
            writer.field("Token", message.credentials.confirmation?.text)
            writer.field("SubscribeURL", message.credentials.confirmationPage)
            writer.field("UnsubscribeToken", message.credentials.unsubscription?.text)
            writer.field("UnsubscribeURL", message.credentials.unsubscriptionPage)
        }
        writer.endObject()
        text = (try? JSONText(validating: writer.utf8)) ?? .emptyObject
    }
}
