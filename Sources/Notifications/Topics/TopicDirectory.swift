public import Engine
public import EventLog
internal import FoundationEssentials

/// Creates topics, subscribes endpoints to them and reads them, through the log.
///
/// Every change is an event with its author. Calls that find their wish fulfilled already change nothing.
public struct TopicDirectory: Sendable {
    /// How long a question whether an endpoint wants to be subscribed waits for its answer: 3 days, the service's.
    static let patience = Duration.seconds(259_200)

    let log: LogWriter
    let configuration: NotificationConfiguration

    /// Makes a directory over a store.
    public init(
        store: any EventStore, clock: any EngineClock = SystemEngineClock(),
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        var configuration = NotificationConfiguration()
        configuration.clock = clock
        configuration.random = random
        self.init(store: store, configuration: configuration)
    }

    /// Makes a directory over a store; what asks endpoints for their confirmation goes the way of `configuration`.
    public init(store: any EventStore, configuration: NotificationConfiguration) {
        log = LogWriter(store: store, clock: configuration.clock, random: configuration.random)
        self.configuration = configuration
    }

    /// Creates a topic, or gives the one that is there.
    ///
    /// - Throws: `TopicError.store` or `.unreadable`.
    @discardableResult
    public func create(_ topic: TopicARN, by author: String? = nil) async throws(TopicError) -> Topic {
        let state = try await change(topic.stream, named: topic) { state, _ in
            state.topic == nil ? Change(.created(topic: topic, by: author)) : nil
        }
        guard let view = state.view else { throw .unknownTopic(topic) }
        return view
    }

    /// The topic as it is now; `nil` where there is none.
    ///
    /// - Throws: `TopicError.store` or `.unreadable`.
    public func topic(_ topic: TopicARN) async throws(TopicError) -> Topic? {
        try await load(topic.stream, named: topic).state.view
    }

    /// All topics, or those of a name, in the order of their ARNs.
    ///
    /// - Throws: `TopicError.store` or `.unreadable`.
    public func topics(named name: String? = nil) async throws(TopicError) -> [Topic] {
        let labels: StreamLabels = name.map { ["name": $0] } ?? [:]
        var query = StreamQuery(category: .topic, labels: labels, newestFirst: false, limit: 1000)
        var topics: [Topic] = []
        while true {
            let page: StreamPage
            do {
                page = try await log.store.streams(query)
            } catch {
                throw .store(error)
            }
            for summary in page.streams {
                let name = summary.labels["arn"].flatMap { try? TopicARN($0) }
                if let topic = try await load(summary.stream, named: name).state.view { topics.append(topic) }
            }
            guard let next = page.next else { break }
            query.after = next
        }
        return topics.sorted { $0.arn.description < $1.arn.description }
    }

    /// The confirmed subscriptions of a topic, in the order of their confirmation.
    ///
    /// - Throws: `TopicError.unknownTopic`, `.store` or `.unreadable`.
    public func subscriptions(of topic: TopicARN) async throws(TopicError) -> [Subscription] {
        guard let found = try await self.topic(topic) else { throw .unknownTopic(topic) }
        return found.subscriptions
    }

    /// What is to be appended, and what is born in the same commit.
    struct Change {
        let event: TopicEvent
        var companion: Append?

        init(_ event: TopicEvent, companion: Append? = nil) {
            self.event = event
            self.companion = companion
        }
    }

    /// Decides on the stream as it stands and appends; where it moved meanwhile, reads and decides again.
    func change(
        _ stream: StreamID, named topic: TopicARN?,
        _ decide: (TopicState, Timestamp) throws(TopicError) -> Change?
    ) async throws(TopicError) -> TopicState {
        while true {
            let (state, head) = try await load(stream, named: topic)
            let now = max(log.clock.now(), state.lastEventAt)
            guard let change = try decide(state, now) else { return state }
            let labels: StreamLabels? = head == .empty ? topic.map(TopicState.labels(of:)) : nil
            let append = Append(
                to: stream, expected: head, events: [change.event.newEvent(recordedAt: now)], labels: labels)
            do {
                _ = try await log.commit([append] + (change.companion.map { [$0] } ?? []), patience: .seconds(5))
            } catch {
                throw .store(error)
            }
        }
    }

    func load(
        _ stream: StreamID, named topic: TopicARN?
    ) async throws(TopicError) -> (state: TopicState, head: StreamHead) {
        var state = TopicState()
        let events: [RecordedEvent]
        do {
            events = try await log.read(stream, patience: .seconds(5))
        } catch {
            throw .store(error)
        }
        do {
            for event in events { try state.evolve(event) }
        } catch {
            throw .unreadable(stream, error)
        }
        return (state, events.last?.head ?? .empty)
    }
}

extension TopicState {
    /// The labels of a topic's stream.
    static func labels(of topic: TopicARN) -> StreamLabels { ["name": topic.name, "arn": topic.description] }
}
