public import EventLog

/// A topic as it is now.
public struct Topic: Hashable, Sendable {
    /// Its name in the world.
    public let arn: TopicARN
    /// When it was created.
    public let createdAt: Timestamp
    /// Who created it, where that was said.
    public let by: String?
    /// Its confirmed subscriptions, in the order of their confirmation.
    public let subscriptions: [Subscription]
}
