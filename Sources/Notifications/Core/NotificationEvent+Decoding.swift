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
        case NotificationEvent.resolvedType:
            self = .resolved(
                Resolved(
                    subscribers: try Subscriber.all(from: &fields), problem: try fields.optionalString("problem")))
        case NotificationEvent.resendRequestedType:
            self = .resendRequested(
                ResendRequested(
                    subscription: try fields.subscription(), by: try fields.optionalString("by"),
                    giveUpAt: try fields.time("giveUpAt")))
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
                    reason: try fields.string("reason"),
                    retryAfterMilliseconds: try fields.optionalPause("retryAfterMilliseconds"),
                    retryAt: try fields.time("retryAt"),
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
            texts: try fields.texts("texts"), attributes: try fields.attributes(),
            kind: try fields.kind("kind"), execution: try fields.stream("execution"),
            executionName: try fields.optionalString("executionName"), state: try fields.optionalString("state"),
            task: try fields.optionalInt("task").map { TaskID(rawValue: Int64($0)) },
            status: try fields.optionalString("status"), by: try fields.optionalString("by"),
            retry: RetrySchedule(
                firstPauseMilliseconds: try fields.pause("firstPauseMilliseconds"),
                longestPauseMilliseconds: try fields.pause("longestPauseMilliseconds")),
            giveUpAt: try fields.time("giveUpAt"),
            subscribers: fields.has("subscribers") ? try NotificationEvent.Subscriber.all(from: &fields) : nil)
        // Whoever names a part of where it comes from names it all.
        if execution != nil { _ = try fields.require(executionName, "executionName") }
        if task != nil { _ = try fields.require(state, "state") }
    }
}

extension NotificationEvent.Subscriber {
    fileprivate static func all(
        from fields: inout EventFields
    ) throws(NotificationEventError) -> [NotificationEvent.Subscriber] {
        var subscribers: [NotificationEvent.Subscriber] = []
        for var entry in try fields.objects("subscribers") {
            subscribers.append(
                NotificationEvent.Subscriber(
                    id: try entry.subscription(), endpoint: try entry.endpoint(), isRaw: try entry.bool("raw"),
                    nonce: try entry.optionalString("nonce")))
            try entry.end()
        }
        return subscribers
    }
}
