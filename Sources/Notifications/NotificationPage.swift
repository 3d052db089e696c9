public import EventLog

/// A part of a list of notifications.
public struct NotificationPage: Hashable, Sendable {
    /// One that this version cannot understand.
    public struct Unreadable: Hashable, Sendable {
        /// The notification's stream; a delivery's, where it is not known of which notification it is.
        public let stream: StreamID
        /// Which of its streams cannot be read, where and why.
        public let error: NotificationLogError
    }

    /// Those that can be read, in the order that was asked for.
    public internal(set) var notifications: [NotificationDescription] = []
    /// Those that cannot, whatever status was asked for: nobody knows theirs.
    public internal(set) var unreadable: [Unreadable] = []
    /// Where the next page begins; `nil` at the end.
    public internal(set) var next: StreamCursor?
}
