internal import EventLog
internal import JSON

/// A message in a queue: the fold of its stream.
struct QueueMessageState: Hashable {
    private(set) var queue = ""
    private(set) var notification: StreamID?
    private(set) var body = ""
    private(set) var attributes: [MessageAttribute] = []
    private(set) var queuedAt = Timestamp(microseconds: 0)
    private(set) var lastEventAt = Timestamp(microseconds: .min)
    /// How often it was received; the number of the last receipt.
    private(set) var receipts = 0
    /// When it may be received again.
    private(set) var visibleAt = Timestamp(microseconds: 0)
    private(set) var isDeleted = false

    /// Takes the next event.
    mutating func evolve(_ recorded: RecordedEvent) throws(NotificationEventError) {
        let event = try QueueMessageEvent(recorded)
        if let reason = evolve(event, at: recorded.recordedAt) {
            throw .impossible(reason: reason, type: recorded.type, version: recorded.version)
        }
    }

    /// Takes the next event; returns why it cannot follow what came before, and changes nothing then.
    mutating func evolve(_ event: QueueMessageEvent, at time: Timestamp) -> String? {
        if case .queued(let event) = event {
            guard notification == nil else { return "it was queued already" }
            (queue, notification, body, attributes) = (event.queue, event.notification, event.body, event.attributes)
            (queuedAt, visibleAt, lastEventAt) = (time, time, time)
            return nil
        }
        guard notification != nil, !isDeleted else { return "there is no such message" }
        switch event {
        case .queued: return nil
        case .received(let receipt, let until):
            guard receipt == receipts + 1 else { return "that is not the next receipt" }
            (receipts, visibleAt) = (receipt, until)
        case .visibilityChanged(let receipt, let until):
            guard receipt == receipts else { return "that is not the last receipt" }
            visibleAt = until
        case .deleted(let receipt):
            guard receipt == receipts else { return "that is not the last receipt" }
            isDeleted = true
        }
        lastEventAt = time
        return nil
    }

    /// The status of the stream.
    var status: StreamStatus { isDeleted ? .deleted : .queued }

    /// The labels of the stream.
    var labels: StreamLabels { ["queue": queue] }

    /// The wake-up of the stream; `nil` once it was deleted.
    var wakeUp: WakeUp? {
        isDeleted
            ? nil : WakeUp(due: visibleAt, queue: .messages(queue), semantics: NotificationSemantics.queueMessages)
    }
}

extension Queue {
    /// Where the messages of a queue wait for their receivers.
    static func messages(_ name: String) -> Queue { Queue("queue/\(name)") }
}
