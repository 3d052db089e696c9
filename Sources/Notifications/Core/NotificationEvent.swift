internal import Engine
internal import EventLog

/// What can happen to a notification. What becomes of it at each subscriber is `DeliveryEvent`.
enum NotificationEvent: StreamFoldEvent {
    /// It was published: by a task, by the end of an execution, by a call, or to ask for a confirmation.
    case published(Published)
    /// The topic's subscribers were looked up, where the publication did not name them.
    case resolved(Resolved)
    /// A worker took it over from one that died; first attempts from here on may be second ones.
    case takenOver(by: WorkerID, from: WorkerID)
    /// Each subscriber's delivery has a stream of its own; they are named in the order of the subscribers.
    case fannedOut(deliveries: [StreamID])

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
}
