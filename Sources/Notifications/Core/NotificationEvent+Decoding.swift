internal import Engine
internal import EventLog

extension NotificationEvent {
    /// Reads a recorded event.
    ///
    /// - Throws: `NotificationEventError` where the type, a field, a protocol or the semantics is unknown, or the payload
    ///   is malformed.
    init(_ event: RecordedEvent) throws(NotificationEventError) {
        var fields = try EventFields(event)
        switch event.type {
        case NotificationEvent.publishedType: self = .published(try Published(from: &fields))
        case NotificationEvent.takenOverType:
            self = .takenOver(by: try fields.worker("worker"), from: try fields.worker("from"))
        case NotificationEvent.deliveredType:
            self = .delivered(
                Delivered(
                    subscription: try fields.subscription(), attempt: try fields.attempt(),
                    wasThere: try fields.bool("wasThere"), answer: try fields.optionalString("answer")))
        case NotificationEvent.deliveryFailedType:
            self = .deliveryFailed(
                DeliveryFailed(
                    subscription: try fields.subscription(), attempt: try fields.attempt(),
                    reason: try fields.string("reason"), retryAt: try fields.time("retryAt"),
                    seed: try fields.require(Seed(hex: fields.string("seed")), "seed")))
        case NotificationEvent.deliveryGivenUpType:
            self = .deliveryGivenUp(
                DeliveryGivenUp(
                    subscription: try fields.subscription(), attempt: try fields.attempt(),
                    reason: try fields.string("reason"), isPermanent: try fields.bool("permanent")))
        default: throw .unknownType(event.type, version: event.version)
        }
        try fields.end()
    }
}

extension NotificationEvent.Published {
    fileprivate init(from fields: inout EventFields) throws(NotificationEventError) {
        // First of all: other rules may have other fields.
        let semantics = try fields.int("semantics")
        guard (1...NotificationSemantics.current).contains(semantics) else {
            throw fields.unknownSemantics(semantics)
        }
        self.init(
            semantics: semantics, queue: Queue(try fields.string("queue")), topic: try fields.topic(),
            subject: try fields.optionalString("subject"), message: try fields.string("message"),
            execution: try fields.require(StreamID(fields.string("execution")), "execution"),
            executionName: try fields.string("executionName"), state: try fields.string("state"),
            task: TaskID(rawValue: Int64(try fields.int("task"))),
            retry: RetrySchedule(
                firstPauseMilliseconds: try fields.pause("firstPauseMilliseconds"),
                longestPauseMilliseconds: try fields.pause("longestPauseMilliseconds")),
            giveUpAt: try fields.time("giveUpAt"), subscribers: try Self.subscribers(from: &fields))
    }

    private static func subscribers(
        from fields: inout EventFields
    ) throws(NotificationEventError) -> [NotificationEvent.Subscriber] {
        var subscribers: [NotificationEvent.Subscriber] = []
        for var entry in try fields.objects("subscribers") {
            subscribers.append(
                NotificationEvent.Subscriber(id: try entry.subscription(), endpoint: try entry.endpoint()))
            try entry.end()
        }
        return subscribers
    }
}
