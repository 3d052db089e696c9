public import EventLog

extension StreamCategory {
    /// Topics with their subscriptions; the UUID follows from the ARN.
    public static let topic = StreamCategory("topic")
    /// Published messages and their deliveries; the UUID is the message's id.
    public static let notification = StreamCategory("notification")
    /// Messages in queues; the UUID follows from notification and subscription.
    public static let queueMessage = StreamCategory("queue-message")
}
