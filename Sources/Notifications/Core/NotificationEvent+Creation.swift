internal import EventLog

extension NotificationEvent.Published {
    /// The append that gives birth to a notification's stream.
    func creation(of stream: StreamID, at now: Timestamp) -> Append {
        let event = NotificationEvent.published(self)
        var state = NotificationState()
        _ = state.evolve(event, at: now)
        return Append(
            to: stream, expected: .empty, events: [event.newEvent(recordedAt: now)],
            wakeUp: state.wakeUp().map { .set($0) } ?? .unchanged, status: state.status, labels: state.labels)
    }
}
