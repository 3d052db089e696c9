internal import Engine
public import EventLog

/// Says what the log's indexes must hold for every stream that this package writes: what a rebuild is given.
public struct DaybookIndexer: StreamIndexer {
    private let executions = ExecutionIndexer()
    private let notifications = NotificationIndexer()

    /// Makes an indexer.
    public init() {}

    /// Asks the indexer of the stream's category.
    ///
    /// - Throws: `UnknownStreamCategory` where there is none, and whatever that indexer throws.
    public func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex {
        switch stream.category {
        case .execution, .executionName, .definition, .role, .signal, .stateMachine, .activity, .task, .mapRun,
            .mapRunItems:
            try executions.index(of: stream, events: events)
        case .topic, .notification, .delivery, .queueMessage, .rule: try notifications.index(of: stream, events: events)
        case .period: StreamIndex()
        default: throw UnknownStreamCategory(stream: stream)
        }
    }
}
