internal import Engine
internal import EventLog
internal import FoundationEssentials
internal import JSON

/// Puts messages into the queues of a log: exactly one stream a message, however often it is delivered.
struct QueueTransport: SubscriberTransport {
    private let log: LogWriter

    init(store: any EventStore, configuration: NotificationConfiguration) {
        log = LogWriter(store: store, clock: configuration.clock, random: configuration.random)
    }

    func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        guard case .queue(let queue) = message.endpoint else {
            return .failedForGood(reason: "the endpoint is not a queue")
        }
        // Of the notification's month, so that both are kept or archived together.
        let stream = StreamID(
            .queueMessage, UUID(beside: message.notification.uuid, of: "queue\u{0}\(message.subscription)".utf8))
        let body = message.isRaw ? message.text : MessageEnvelope(message, showsCredentials: false).text.string
        let event = QueueMessageEvent.queued(
            .init(
                queue: queue, notification: message.notification, subscription: message.subscription, body: body,
                attributes: message.attributes))
        let now = log.clock.now()
        var state = QueueMessageState()
        _ = state.evolve(event, at: now)
        let append = Append(
            to: stream, expected: .empty, events: [event.newEvent(recordedAt: now)],
            wakeUp: state.wakeUp.map { .set($0) } ?? .unchanged, status: state.status, labels: state.labels)
        do {
            let (outcome, _) = try await log.commit(append, patience: .seconds(10))
            let wasThere = if case .committed = outcome { false } else { true }
            return .delivered(answer: stream.uuid.text, wasThere: wasThere)
        } catch {
            return .failed(reason: "the log did not take it: \(error)")
        }
    }
}
