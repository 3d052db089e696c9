public import EventLog

/// Says what the log's indexes must hold for topics and notifications, by folding them again.
public struct NotificationIndexer: StreamIndexer {
    /// Makes an indexer.
    public init() {}

    /// Status, labels and wake-up of a topic or a notification.
    ///
    /// - Throws: `NotificationEventError` where an event cannot be understood, `UnknownStreamCategory` for other streams.
    public func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex {
        switch stream.category {
        case .topic:
            var state = TopicState()
            for event in events { try state.evolve(event) }
            return StreamIndex(labels: state.topic.map { TopicState.labels(of: $0) } ?? [:])
        case .notification:
            var state = NotificationState()
            for event in events { try state.evolve(event) }
            return StreamIndex(status: state.status, labels: state.labels, wakeUp: state.wakeUp())
        default: throw UnknownStreamCategory(stream: stream)
        }
    }
}
