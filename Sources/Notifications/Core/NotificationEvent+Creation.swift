internal import EventLog

extension NotificationEvent.Published {
    /// The append that gives birth to a notification's stream.
    func creation(of stream: StreamID, at now: Timestamp) -> Append {
        NotificationState.creation(of: stream, [.published(self)], at: now).append
    }
}
