internal import Engine
internal import EventLog

/// What can happen to a notification.
enum NotificationEvent: Hashable {
    /// A task published it.
    case published(Published)
    /// A worker took it over from one that died; from here on an attempt may be a second one.
    case takenOver(by: WorkerID, from: WorkerID)
    /// A subscriber has it.
    case delivered(Delivered)
    /// An attempt failed and there will be another.
    case deliveryFailed(DeliveryFailed)
    /// A subscriber does not get it.
    case deliveryGivenUp(DeliveryGivenUp)

    /// The message, where it comes from, who gets it and by which rules.
    struct Published: Hashable {
        /// The rules it is delivered by.
        var semantics = NotificationSemantics.current
        /// The queue its workers serve.
        var queue: Queue
        var topic: TopicARN
        var subject: String?
        var message: String
        /// The stream of the execution that published it.
        var execution: StreamID
        var executionName: String
        var state: String
        /// The attempt of the task that published it.
        var task: TaskID
        /// How failed deliveries are repeated.
        var retry: RetrySchedule
        /// From when on a failed attempt is the last.
        var giveUpAt: Timestamp
        var subscribers: [Subscriber]
    }

    /// A subscription as it was when the message was published.
    struct Subscriber: Hashable {
        var id: SubscriptionID
        var endpoint: SubscriptionEndpoint
    }

    struct Delivered: Hashable {
        var subscription: SubscriptionID
        /// Which attempt it was, from 1.
        var attempt: Int
        /// Whether the subscriber had it from an attempt whose record was lost.
        var wasThere: Bool
        /// What the subscriber's side said, such as the file's name.
        var answer: String?
    }

    struct DeliveryFailed: Hashable {
        var subscription: SubscriptionID
        var attempt: Int
        var reason: String
        var retryAt: Timestamp
        /// The chance in `retryAt`.
        var seed: Seed
    }

    struct DeliveryGivenUp: Hashable {
        var subscription: SubscriptionID
        var attempt: Int
        var reason: String
        /// Whether trying again could not have helped; otherwise the time was up.
        var isPermanent: Bool
    }
}
