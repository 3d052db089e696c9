public import EventLog

/// Why a topic could not be read or changed.
@nonexhaustive
public enum TopicError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text is not the ARN of a topic.
    case invalidARN(String, reason: String)
    /// There is no such topic.
    case unknownTopic(TopicARN)
    /// Nothing could ever be delivered to this endpoint.
    case invalidEndpoint(SubscriptionEndpoint, reason: String)
    /// The topic's stream cannot be understood.
    case unreadable(TopicARN, NotificationEventError)
    /// The store failed.
    case store(EventStoreError)

    /// One line that says where and why.
    public var description: String {
        switch self {
        case .invalidARN(let text, let reason): "'\(text)' is not the ARN of a topic: \(reason)"
        case .unknownTopic(let topic): "there is no topic \(topic)"
        case .invalidEndpoint(let endpoint, let reason): "'\(endpoint)' cannot be subscribed: \(reason)"
        case .unreadable(let topic, let error): "the topic \(topic) cannot be read: \(error)"
        case .store(let error): error.description
        }
    }
}
