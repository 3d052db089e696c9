internal import Engine
internal import EventLog

/// What can happen to a notification.
enum NotificationEvent: Hashable {
    /// It was published: by a task, by the end of an execution, by a call, or to ask for a confirmation.
    case published(Published)
    /// The topic's subscribers were looked up, where the publication did not name them.
    case resolved(Resolved)
    /// A worker took it over from one that died; from here on an attempt may be a second one.
    case takenOver(by: WorkerID, from: WorkerID)
    /// A subscriber has it.
    case delivered(Delivered)
    /// An attempt failed and there will be another.
    case deliveryFailed(DeliveryFailed)
    /// A subscriber does not get it.
    case deliveryGivenUp(DeliveryGivenUp)
    /// Somebody wants it to be offered again to a subscriber who did not get it.
    case resendRequested(ResendRequested)

    /// The message, where it comes from, who gets it and by which rules.
    struct Published: Hashable {
        /// The rules it is delivered by.
        var semantics = NotificationSemantics.current
        /// The queue its workers serve.
        var queue: Queue
        var topic: TopicARN
        var subject: String?
        var message: String
        /// The text for single protocols, by their names.
        var texts: [String: String] = [:]
        var attributes: [MessageAttribute] = []
        var kind = MessageKind.notification
        /// The stream of the execution that published it or whose end did.
        var execution: StreamID?
        var executionName: String?
        /// The state that published it.
        var state: String?
        /// The attempt of the task that published it.
        var task: TaskID?
        /// How the execution ended whose end published it.
        var status: String?
        /// Who published it, where no execution did and that was said.
        var by: String?
        /// How failed deliveries are repeated.
        var retry: RetrySchedule
        /// From when on a failed attempt is the last.
        var giveUpAt: Timestamp
        /// Who gets it; `nil` where a worker has yet to look them up.
        var subscribers: [Subscriber]?
    }

    struct Resolved: Hashable {
        var subscribers: [Subscriber]
        /// Why there are none, where that is a mistake.
        var problem: String?
    }

    /// A subscription as it was when the message was published.
    struct Subscriber: Hashable {
        var id: SubscriptionID
        var endpoint: SubscriptionEndpoint
        /// Whether it gets the text alone, without an envelope.
        var isRaw = false
        /// What its tokens and its key are derived with, beside the secret.
        var nonce: String?
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
        /// How long the subscriber's side asked to be left alone.
        var retryAfterMilliseconds: Int?
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

    struct ResendRequested: Hashable {
        var subscription: SubscriptionID
        var by: String?
        /// From when on a failed attempt is the last.
        var giveUpAt: Timestamp
    }
}
