internal import EventLog

/// A notification: the fold of its stream.
struct NotificationState: Hashable {
    private(set) var published: NotificationEvent.Published?
    private(set) var publishedAt = Timestamp(microseconds: 0)
    private(set) var lastEventAt = Timestamp(microseconds: .min)
    /// The deliveries, in the order of the subscribers.
    private(set) var deliveries: [DeliveryState] = []
    /// Whether the subscribers have yet to be looked up.
    private(set) var isUnresolved = false
    /// Why there is nobody to deliver it to, where that is a mistake.
    private(set) var problem: String?
    /// The worker that took it over last.
    private(set) var takenOverBy: WorkerID?
    private(set) var takeovers = 0

    /// Takes the next event of the stream.
    mutating func evolve(_ event: RecordedEvent) throws(NotificationEventError) {
        if let reason = evolve(try NotificationEvent(event), at: event.recordedAt) {
            throw .impossible(reason: reason, type: event.type, version: event.version)
        }
    }

    /// Takes the next event; returns why it cannot follow what came before, and changes nothing then.
    mutating func evolve(_ event: NotificationEvent, at time: Timestamp) -> String? {
        if case .published(let event) = event { return begin(event, at: time) }
        guard published != nil else { return "nothing was published yet" }
        switch event {
        case .published: return nil
        case .resolved(let event):
            guard isUnresolved else { return "its subscribers are known already" }
            if let reason = take(event.subscribers, due: time) { return reason }
            isUnresolved = false
            problem = event.problem
        case .resendRequested(let event):
            guard let index = deliveries.firstIndex(where: { $0.subscriber.id == event.subscription }) else {
                return "there is no such delivery"
            }
            guard case .givenUp = deliveries[index].phase else { return "only what was given up is sent again" }
            deliveries[index].phase = .open(due: time)
            deliveries[index].giveUpAt = event.giveUpAt
        case .takenOver(let worker, _):
            takenOverBy = worker
            takeovers += 1
        case .delivered(let event):
            guard let index = open(event.subscription, event.attempt) else { return NotificationState.notOpen }
            deliveries[index].attempts = event.attempt
            deliveries[index].phase = .delivered(at: time, answer: event.answer)
        case .deliveryFailed(let event):
            guard let index = open(event.subscription, event.attempt) else { return NotificationState.notOpen }
            deliveries[index].attempts = event.attempt
            deliveries[index].lastReason = event.reason
            deliveries[index].phase = .open(due: event.retryAt)
        case .deliveryGivenUp(let event):
            guard let index = open(event.subscription, event.attempt) else { return NotificationState.notOpen }
            deliveries[index].attempts = event.attempt
            deliveries[index].lastReason = event.reason
            deliveries[index].phase = .givenUp(at: time)
        }
        lastEventAt = time
        return nil
    }

    /// The delivery to a subscriber.
    func delivery(to subscription: SubscriptionID) -> DeliveryState? {
        deliveries.first { $0.subscriber.id == subscription }
    }

    /// The deliveries whose next attempt is due.
    func due(at now: Timestamp) -> [DeliveryState] {
        // A loop, because the optimiser of Swift 6.3.1 crashes on `filter` with a nested closure here.
        var due: [DeliveryState] = []
        for delivery in deliveries {
            if let moment = delivery.due, moment <= now { due.append(delivery) }
        }
        return due
    }

    /// When something is to be done; `nil` where nothing is.
    var nextDue: Timestamp? { isUnresolved ? publishedAt : nextDue(except: []) }

    /// When the next attempt to any other subscriber is due.
    func nextDue(except subscriptions: Set<SubscriptionID>) -> Timestamp? {
        deliveries.filter { !subscriptions.contains($0.subscriber.id) }.compactMap(\.due).min()
    }

    private static let notOpen = "no such attempt to deliver to this subscription is open"

    private func open(_ subscription: SubscriptionID, _ attempt: Int) -> Int? {
        deliveries.firstIndex { $0.subscriber.id == subscription && $0.due != nil && $0.attempts == attempt - 1 }
    }

    private mutating func begin(_ event: NotificationEvent.Published, at time: Timestamp) -> String? {
        guard published == nil else { return "it was published already" }
        published = event
        if let reason = take(event.subscribers ?? [], due: time) {
            published = nil
            return reason
        }
        isUnresolved = event.subscribers == nil
        publishedAt = time
        lastEventAt = time
        return nil
    }

    private mutating func take(_ subscribers: [NotificationEvent.Subscriber], due: Timestamp) -> String? {
        guard let published else { return "nothing was published yet" }
        guard Set(subscribers.map(\.id)).count == subscribers.count else { return "a subscription is listed twice" }
        deliveries = subscribers.map {
            DeliveryState(subscriber: $0, phase: .open(due: due), giveUpAt: published.giveUpAt)
        }
        return nil
    }
}
