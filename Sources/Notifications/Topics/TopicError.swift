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
    /// Nothing can be told to this endpoint without a secret, which the configuration does not have.
    case noSecret(SubscriptionEndpoint)
    /// The token is of no subscription, was used already, or is older than it may be.
    case invalidToken
    /// The topic's stream cannot be understood.
    case unreadable(StreamID, NotificationEventError)
    /// The store failed.
    case store(EventStoreError)

    /// One line that says where and why.
    public var description: String {
        switch self {
        case .invalidARN(let text, let reason): "'\(text)' is not the ARN of a topic: \(reason)"
        case .unknownTopic(let topic): "there is no topic \(topic)"
        case .invalidEndpoint(let endpoint, let reason): "'\(endpoint)' cannot be subscribed: \(reason)"
        case .noSecret(let endpoint):
            "'\(endpoint)' cannot be subscribed: no secret is configured to make its tokens with"
        case .invalidToken: "the token is of no subscription, was used already or is too old"
        case .unreadable(let stream, let error): "the topic \(stream) cannot be read: \(error)"
        case .store(let error): error.description
        }
    }
}
