public import EventLog
internal import JSON

/// Says what the log's indexes must hold for topics, notifications, deliveries and rules, by folding them again.
public struct NotificationIndexer: StreamIndexer {
    /// Makes an indexer.
    public init() {}

    /// Status, labels and wake-up of a topic, a notification, a delivery, a message in a queue or a rule.
    ///
    /// A notification or delivery that cannot be understood is stuck, as a worker that claimed it would have left it. A topic that
    /// cannot be understood keeps its labels: no worker claims topics, and who reads it is told.
    ///
    /// - Throws: `UnknownStreamCategory` for other streams.
    public func index(of stream: StreamID, events: [RecordedEvent]) throws -> StreamIndex {
        switch stream.category {
        case .topic: return NotificationIndexer.topic(beganWith: events.first)
        case .notification: return NotificationIndexer.index(NotificationState.self, of: events)
        case .delivery: return NotificationIndexer.index(DeliveryState.self, of: events)
        case .rule:
            // Nobody works on rules: one that cannot be understood is left out by whoever reads them, and named.
            guard let state = try? RuleState(folding: events) else { return StreamIndex(status: .active) }
            return StreamIndex(status: state.status)
        case .queueMessage:
            var state = QueueMessageState()
            do {
                for event in events { try state.evolve(event) }
            } catch {
                // Receivers leave it out, and it stays where it is.
                return StreamIndex(status: .stuck)
            }
            return StreamIndex(status: state.status, labels: state.labels, wakeUp: state.wakeUp)
        default: throw UnknownStreamCategory(stream: stream)
        }
    }

    private static func index<Fold: StreamFold>(_: Fold.Type, of events: [RecordedEvent]) -> StreamIndex {
        do {
            let state = try Fold(folding: events)
            return StreamIndex(status: state.status, labels: state.labels, wakeUp: state.wakeUp(holder: nil))
        } catch {
            return stuck(beganWith: events[0], because: error)
        }
    }

    /// What the indexes say of a topic: it never changes after the first event.
    private static func topic(beganWith first: RecordedEvent?) -> StreamIndex {
        let text = first.flatMap { try? JSONValue(parsing: $0.payload) }?["topic"]?.stringValue
        guard let text, let topic = try? TopicARN(text) else { return StreamIndex() }
        return StreamIndex(labels: TopicState.labels(of: topic))
    }

    /// What the indexes say of a notification or delivery that cannot be understood: nothing but what its first event tells, so that
    /// it follows from the log whoever parks it.
    ///
    /// The first event is read for these fields alone, because it may be the one that cannot be understood.
    static func stuck(beganWith first: RecordedEvent, because error: NotificationEventError) -> StreamIndex {
        let fields = try? JSONValue(parsing: first.payload)
        var labels: StreamLabels = [:]
        if let topic = fields?["topic"]?.stringValue { labels["topic"] = topic }
        if let execution = fields?["execution"]?.stringValue.flatMap({ StreamID($0) }) {
            labels["execution"] = execution.uuid.text
        }
        let wakeUp = WakeUp(
            due: first.recordedAt, queue: fields?["queue"]?.stringValue.map { Queue($0) } ?? .notification,
            semantics: fields?["semantics"]?.numberValue?.int ?? 1, parked: error.description)
        return StreamIndex(status: .stuck, labels: labels, wakeUp: wakeUp)
    }
}
