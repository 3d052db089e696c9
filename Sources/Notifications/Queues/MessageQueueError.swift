public import EventLog

/// Why nothing could be done with a queue or a message of it.
@nonexhaustive
public enum MessageQueueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text is no name of a queue.
    case invalidName(String)
    /// Somebody else received the message since, or it was deleted: it is not the receiver's any more.
    case notYours(StreamID)
    /// The message's stream cannot be understood.
    case unreadable(StreamID, NotificationEventError)
    /// The store failed.
    case store(EventStoreError)

    /// One line without payloads.
    public var description: String {
        switch self {
        case .invalidName(let name): "'\(name)' is no name of a queue: 1 to 80 letters, digits, - and _"
        case .notYours(let stream): "\(stream) was received by somebody else since, or deleted"
        case .unreadable(let stream, let error): "\(stream) cannot be read: \(error)"
        case .store(let error): error.description
        }
    }
}
