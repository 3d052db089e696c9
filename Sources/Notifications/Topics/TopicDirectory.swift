public import Engine
public import EventLog

/// Creates topics, subscribes endpoints to them and reads them, through the log.
///
/// Every change is an event with its author. Calls that find their wish fulfilled already change nothing.
public struct TopicDirectory: Sendable {
    private let log: LogWriter

    /// Makes a directory over a store.
    public init(
        store: any EventStore, clock: any EngineClock = SystemEngineClock(),
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        log = LogWriter(store: store, clock: clock, random: random)
    }

    /// Creates a topic, or gives the one that is there.
    ///
    /// - Throws: `TopicError.store` or `.unreadable`.
    @discardableResult
    public func create(_ topic: TopicARN, by author: String? = nil) async throws(TopicError) -> Topic {
        let state = try await change(topic) { state in
            state.topic == nil ? .created(topic: topic, by: author) : nil
        }
        guard let view = state.view else { throw .unknownTopic(topic) }
        return view
    }

    /// Subscribes an endpoint, or gives the subscription that is there: the same protocol and address are the same.
    ///
    /// - Throws: `TopicError.invalidEndpoint`, `.unknownTopic`, `.store` or `.unreadable`.
    @discardableResult
    public func subscribe(
        _ endpoint: SubscriptionEndpoint, to topic: TopicARN, by author: String? = nil
    ) async throws(TopicError) -> Subscription {
        if let problem = endpoint.problem { throw .invalidEndpoint(endpoint, reason: problem) }
        let id = SubscriptionID(of: endpoint, to: topic)
        let state = try await change(topic) { state in
            guard state.topic != nil, state.subscription(id) == nil else { return nil }
            return .subscriptionConfirmed(id, endpoint, by: author)
        }
        guard let subscription = state.subscription(id) else { throw .unknownTopic(topic) }
        return subscription
    }

    /// Removes a subscription; returns whether there was one.
    ///
    /// What was published before is still delivered to it.
    ///
    /// - Throws: `TopicError.unknownTopic`, `.store` or `.unreadable`.
    @discardableResult
    public func unsubscribe(
        _ id: SubscriptionID, from topic: TopicARN, by author: String? = nil
    ) async throws(TopicError) -> Bool {
        var existed = false
        let state = try await change(topic) { state in
            guard state.subscription(id) != nil else { return nil }
            existed = true
            return .subscriptionRemoved(id, by: author)
        }
        guard state.topic != nil else { throw .unknownTopic(topic) }
        return existed
    }

    /// The topic as it is now; `nil` where there is none.
    ///
    /// - Throws: `TopicError.store` or `.unreadable`.
    public func topic(_ topic: TopicARN) async throws(TopicError) -> Topic? {
        try await load(topic).state.view
    }

    /// The confirmed subscriptions of a topic, in the order of their confirmation.
    ///
    /// - Throws: `TopicError.unknownTopic`, `.store` or `.unreadable`.
    public func subscriptions(of topic: TopicARN) async throws(TopicError) -> [Subscription] {
        guard let found = try await self.topic(topic) else { throw .unknownTopic(topic) }
        return found.subscriptions
    }

    /// Decides on the stream as it stands and appends; where it moved meanwhile, reads and decides again.
    private func change(
        _ topic: TopicARN, _ decide: (TopicState) -> TopicEvent?
    ) async throws(TopicError) -> TopicState {
        while true {
            let (state, head) = try await load(topic)
            guard let event = decide(state) else { return state }
            let new = event.newEvent(recordedAt: max(log.clock.now(), state.lastEventAt))
            let labels: StreamLabels? = head == .empty ? TopicState.labels(of: topic) : nil
            let append = Append(to: topic.stream, expected: head, events: [new], labels: labels)
            do {
                _ = try await log.commit(append, patience: .seconds(5))
            } catch {
                throw .store(error)
            }
        }
    }

    private func load(_ topic: TopicARN) async throws(TopicError) -> (state: TopicState, head: StreamHead) {
        var state = TopicState()
        let events: [RecordedEvent]
        do {
            events = try await log.read(topic.stream, patience: .seconds(5))
        } catch {
            throw .store(error)
        }
        do {
            for event in events { try state.evolve(event) }
        } catch {
            throw .unreadable(topic, error)
        }
        return (state, events.last?.head ?? .empty)
    }
}

extension TopicState {
    /// The labels of a topic's stream.
    static func labels(of topic: TopicARN) -> StreamLabels { ["name": topic.name, "arn": topic.description] }
}
