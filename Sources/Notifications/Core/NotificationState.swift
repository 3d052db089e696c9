internal import EventLog

/// A notification: the fold of its stream. What became of each delivery says that one's own.
struct NotificationState: StreamFold {
    private(set) var published: NotificationEvent.Published?
    private(set) var publishedAt = Timestamp(microseconds: 0)
    private(set) var lastEventAt = Timestamp(microseconds: .min)
    /// Who gets it, as far as it is known.
    private(set) var subscribers: [NotificationEvent.Subscriber] = []
    /// Whether the subscribers have yet to be looked up.
    private(set) var isUnresolved = false
    /// Whether each subscriber's delivery has a stream of its own; also where nobody is subscribed.
    private(set) var isFannedOut = false
    /// Why there is nobody to deliver it to, where that is a mistake.
    private(set) var problem: String?
    /// The worker that took it over last.
    private(set) var takenOverBy: WorkerID?
    private(set) var takeovers = 0

    mutating func evolve(_ event: NotificationEvent, at time: Timestamp) -> String? {
        if case .published(let event) = event { return begin(event, at: time) }
        guard published != nil else { return "nothing was published yet" }
        switch event {
        case .published: return nil
        case .resolved(let event):
            guard isUnresolved else { return "its subscribers are known already" }
            if let reason = take(event.subscribers) { return reason }
            isUnresolved = false
            problem = event.problem
        case .takenOver(let worker, _):
            takenOverBy = worker
            takeovers += 1
        case .fannedOut(let deliveries):
            guard !isUnresolved, !isFannedOut else { return "it cannot be fanned out" }
            guard deliveries.count == subscribers.count else { return "it has another number of subscribers" }
            isFannedOut = true
        }
        lastEventAt = time
        return nil
    }

    private mutating func begin(_ event: NotificationEvent.Published, at time: Timestamp) -> String? {
        guard published == nil else { return "it was published already" }
        if let subscribers = event.subscribers, let reason = take(subscribers) { return reason }
        isUnresolved = event.subscribers == nil
        (published, publishedAt, lastEventAt) = (event, time, time)
        return nil
    }

    private mutating func take(_ subscribers: [NotificationEvent.Subscriber]) -> String? {
        guard Set(subscribers.map(\.id)).count == subscribers.count else { return "a subscription is listed twice" }
        self.subscribers = subscribers
        isFannedOut = subscribers.isEmpty
        return nil
    }
}
