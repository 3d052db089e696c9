public import EventLog

extension StreamCategory {
    /// Topics with their subscriptions; the UUID follows from the ARN.
    public static let topic = StreamCategory("topic")
    /// Published messages; the UUID is the message's id.
    public static let notification = StreamCategory("notification")
    /// The deliveries of messages, one stream a subscriber; the UUID follows from message and subscription.
    public static let delivery = StreamCategory("delivery")
    /// Messages in queues; the UUID follows from notification and subscription.
    public static let queueMessage = StreamCategory("queue-message")
    /// Rules that tell topics how executions end; the UUID follows from what the rule says.
    public static let rule = StreamCategory("rule")
}
