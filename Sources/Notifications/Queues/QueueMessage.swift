public import EventLog

/// A message that was received from a queue.
public struct QueueMessage: Hashable, Sendable {
    /// The message's own stream.
    public let id: StreamID
    /// The notification it came from.
    public let notification: StreamID
    /// The envelope as the text of a JSON object, or the message's text alone where the subscription asked for that.
    public let body: String
    /// The message's attributes.
    public let attributes: [MessageAttribute]
    /// When it came into the queue.
    public let queuedAt: Timestamp
    /// How often it was received, this time included: more than once means that a receiver was not done in time.
    public let receives: Int
    /// Until when nobody else gets it.
    public let visibleAgainAt: Timestamp
}
