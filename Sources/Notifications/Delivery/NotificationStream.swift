internal import Engine
internal import EventLog

/// A notification's stream in the hands of the worker that delivers it: its fold and its head.
struct NotificationStream {
    /// What shall be appended.
    struct Proposal {
        let events: [NotificationEvent]
        /// `nil` leaves the wake-up.
        let wakeUp: WakeUpChange?

        init(_ events: [NotificationEvent], wakeUp: WakeUpChange?) {
            self.events = events
            self.wakeUp = wakeUp
        }
    }

    let id: StreamID
    private(set) var state = NotificationState()
    private var head = StreamHead.empty
    private let log: LogWriter

    private init(_ id: StreamID, log: LogWriter) {
        self.id = id
        self.log = log
    }

    /// Reads and folds a stream.
    static func load(_ id: StreamID, from log: LogWriter) async throws -> NotificationStream {
        var stream = NotificationStream(id, log: log)
        try await stream.reload()
        return stream
    }

    /// Commits what is decided on the state; where the stream moved meanwhile, it is read and decided on again.
    mutating func append(_ decide: (NotificationState, Timestamp) -> Proposal) async throws {
        while true {
            // One moment for the decision and its record: deciding again on the recorded time gives the same events.
            let time = max(log.clock.now(), state.lastEventAt)
            let proposal = decide(state, time)
            if proposal.events.isEmpty, proposal.wakeUp == nil { return }
            var after = state
            for event in proposal.events { _ = after.evolve(event, at: time) }
            let append = Append(
                to: id, expected: head, events: proposal.events.map { $0.newEvent(recordedAt: time) },
                wakeUp: proposal.wakeUp ?? .unchanged, status: after.status == state.status ? nil : after.status)
            let (outcome, newHead) = try await log.commit(append, patience: nil)
            if case .committed = outcome {
                state = after
                head = newHead
                return
            }
            try await reload()
        }
    }

    /// The messages that these deliveries send.
    func messages(
        for deliveries: [DeliveryState], _ configuration: NotificationConfiguration
    ) -> [OutgoingMessage] {
        guard let published = state.published else { return [] }
        return deliveries.map { delivery in
            let (id, endpoint) = (delivery.subscriber.id, delivery.subscriber.endpoint)
            var message = OutgoingMessage(
                notification: self.id, subscription: id, endpoint: endpoint,
                topic: published.topic, subject: published.subject,
                text: published.texts[endpoint.protocolName] ?? published.message,
                publishedAt: state.publishedAt, execution: published.execution,
                executionName: published.executionName, state: published.state, attempt: delivery.attempts + 1)
            message.kind = published.kind
            message.attributes = published.attributes
            message.status = published.status
            message.isRaw = delivery.subscriber.isRaw
            message.credentials = MessageCredentials(published, delivery.subscriber, configuration)
            return message
        }
    }

    private mutating func reload() async throws {
        let events = try await log.read(id, patience: nil)
        var fresh = NotificationState()
        for event in events { try fresh.evolve(event) }
        state = fresh
        head = events.last?.head ?? .empty
    }
}
