internal import Engine
public import EventLog
internal import FoundationEssentials

/// A queue of messages in the log, which subscribers of the protocol `queue` fill: programs take messages from it when
/// they like, and delete them when they are done.
///
/// What is received is hidden from others for a while; what is not deleted until then comes again. So every message is
/// received at least once, and of several receivers one at a time has it. Messages come roughly in the order in which
/// they were published.
public struct MessageQueue: Sendable {
    /// The queue's name.
    public let name: String
    let log: LogWriter
    private let worker: WorkerID

    /// Names a queue of a log; it comes into being with its first message.
    ///
    /// - Throws: `MessageQueueError.invalidName`.
    public init(
        _ name: String, store: any EventStore, configuration: NotificationConfiguration = NotificationConfiguration()
    ) throws(MessageQueueError) {
        guard SubscriptionEndpoint.queue(name: name).problem == nil else { throw .invalidName(name) }
        self.name = name
        log = LogWriter(store: store, clock: configuration.clock, random: configuration.random)
        worker = WorkerID(UUID(high: configuration.random(), low: configuration.random()))
    }

    /// Takes messages that nobody has, at once; none where there are none.
    ///
    /// - Parameters:
    ///   - most: how many at the most, from 1 to 1,000.
    ///   - visibility: how long nobody else gets them.
    /// - Throws: `MessageQueueError.store`. A message that cannot be understood is left out and stays hidden for `visibility`.
    public func receive(
        upTo most: Int = 10, visibility: Duration = .seconds(30)
    ) async throws(MessageQueueError) -> [QueueMessage] {
        do throws(EventStoreError) {
            // A claim is held only until the receipt is written: whoever dies in between lets go of it with the lease.
            try await log.store.keepAlive(worker, for: .seconds(30))
            let claim = Claim(
                id: ClaimID(UUID(high: log.random(), low: log.random())), worker: worker, queues: [.messages(name)],
                semantics: NotificationSemantics.queueMessages, limit: min(max(1, most), 1000))
            let claimed = try await log.store.claimDue(claim).streams
            var messages: [QueueMessage] = []
            for stream in claimed {
                if let message = try await take(stream.stream, visibility) { messages.append(message) }
            }
            return messages
        } catch {
            throw .store(error)
        }
    }

    /// Ends the time in which nobody else gets a message, or makes it longer: from now on.
    ///
    /// - Throws: `MessageQueueError.notYours`, `.unreadable` or `.store`.
    public func changeVisibility(of message: QueueMessage, to visibility: Duration) async throws(MessageQueueError) {
        try await change(message) { now in
            .visibilityChanged(receipt: message.receives, until: now.adding(visibility))
        }
    }

    /// Is done with a message: nobody gets it again.
    ///
    /// - Throws: `MessageQueueError.notYours`, `.unreadable` or `.store`.
    public func delete(_ message: QueueMessage) async throws(MessageQueueError) {
        try await change(message) { _ in .deleted(receipt: message.receives) }
    }

    /// Lets go of what this value holds in the log, when nobody receives by it any more.
    public func close() async {
        try? await log.store.retire(worker)
    }

    private func take(_ stream: StreamID, _ visibility: Duration) async throws(EventStoreError) -> QueueMessage? {
        while true {
            let events = try await log.read(stream, patience: .seconds(5))
            guard let head = events.last?.head else { return nil }
            let now = max(log.clock.now(), events.last?.recordedAt ?? log.clock.now())
            let until = now.adding(visibility)
            guard let state = try? Self.fold(events), !state.isDeleted else {
                // It is another version's to read.
                let wakeUp = WakeUp(due: until, queue: .messages(name), semantics: NotificationSemantics.queueMessages)
                _ = try await log.commit(
                    Append(to: stream, expected: head, events: [], wakeUp: .set(wakeUp)), patience: .seconds(5))
                return nil
            }
            let event = QueueMessageEvent.received(receipt: state.receipts + 1, until: until)
            guard try await append(event, to: stream, state, head, at: now) else { continue }
            guard let notification = state.notification else { return nil }
            return QueueMessage(
                id: stream, notification: notification, body: state.body, attributes: state.attributes,
                queuedAt: state.queuedAt, receives: state.receipts + 1, visibleAgainAt: until)
        }
    }

    private func change(
        _ message: QueueMessage, _ event: (Timestamp) -> QueueMessageEvent
    ) async throws(MessageQueueError) {
        while true {
            let (state, head) = try await load(message.id)
            guard state.receipts == message.receives, !state.isDeleted else { throw .notYours(message.id) }
            let now = max(log.clock.now(), state.lastEventAt)
            do {
                if try await append(event(now), to: message.id, state, head, at: now) { return }
            } catch {
                throw .store(error)
            }
        }
    }

    private func load(
        _ stream: StreamID
    ) async throws(MessageQueueError) -> (state: QueueMessageState, head: StreamHead) {
        let events: [RecordedEvent]
        do {
            events = try await log.read(stream, patience: .seconds(5))
        } catch {
            throw .store(error)
        }
        do {
            return (try Self.fold(events), events.last?.head ?? .empty)
        } catch {
            throw .unreadable(stream, error)
        }
    }

    private func append(
        _ event: QueueMessageEvent, to stream: StreamID, _ state: QueueMessageState, _ head: StreamHead,
        at now: Timestamp
    ) async throws(EventStoreError) -> Bool {
        var after = state
        _ = after.evolve(event, at: now)
        let append = Append(
            to: stream, expected: head, events: [event.newEvent(recordedAt: now)],
            wakeUp: after.wakeUp.map { .set($0) } ?? .remove, status: after.status == state.status ? nil : after.status)
        let (outcome, _) = try await log.commit(append, patience: .seconds(5))
        return if case .committed = outcome { true } else { false }
    }

    static func fold(_ events: [RecordedEvent]) throws(NotificationEventError) -> QueueMessageState {
        var state = QueueMessageState()
        for event in events { try state.evolve(event) }
        return state
    }
}
