/// What a message is for.
public enum MessageKind: String, Hashable, Sendable {
    /// It was published to the topic.
    case notification
    /// It asks an endpoint whether it wants to be subscribed.
    case confirmation
}
