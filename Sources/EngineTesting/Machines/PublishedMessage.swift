internal import JSON

/// A message that a run published.
public struct PublishedMessage: Hashable, Sendable {
    /// The topic's ARN.
    public let topic: String
    /// The subject; `nil` where it has none.
    public let subject: String?
    /// The message; what was no text is its JSON.
    public let message: String

    /// Reads the parameters of `sns:publish`; nil where they name no topic.
    init?(_ parameters: JSONText) {
        guard let value = try? parameters.value(),
            let topic = (value["TopicArn"] ?? value["TargetArn"])?.stringValue
        else { return nil }
        self.topic = topic
        subject = value["Subject"]?.stringValue
        message = value["Message"].map { $0.stringValue ?? $0.text } ?? ""
    }

    /// The name at the end of the topic's ARN.
    public var topicName: String { String(topic.split(separator: ":").last ?? "") }
}
