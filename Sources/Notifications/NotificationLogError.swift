public import EventLog

/// Why a notification could not be read.
@nonexhaustive
public enum NotificationLogError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such notification.
    case unknownNotification(StreamID)
    /// The notification's stream cannot be understood.
    case unreadable(StreamID, NotificationEventError)
    /// The store failed.
    case store(EventStoreError)

    /// One line without payloads.
    public var description: String {
        switch self {
        case .unknownNotification(let stream): "there is no \(stream)"
        case .unreadable(let stream, let error): "\(stream) cannot be read: \(error)"
        case .store(let error): error.description
        }
    }
}
