internal import Engine
internal import EventLog

extension DeliveryEvent {
    /// Reads a recorded event.
    ///
    /// - Throws: `NotificationEventError` where the type, a field, a protocol or the semantics is unknown, or the payload
    ///   is malformed.
    init(_ event: RecordedEvent) throws(NotificationEventError) {
        var fields = try EventFields(event)
        switch event.type {
        case DeliveryEvent.createdType: self = .created(try Created(from: &fields))
        case DeliveryEvent.takenOverType:
            self = .takenOver(by: try fields.worker("worker"), from: try fields.worker("from"))
        case DeliveryEvent.deliveredType:
            self = .delivered(
                Delivered(
                    attempt: try fields.attempt(), wasThere: try fields.bool("wasThere"),
                    answer: try fields.optionalString("answer")))
        case DeliveryEvent.failedType:
            self = .failed(
                Failed(
                    attempt: try fields.attempt(), reason: try fields.string("reason"),
                    retryAfterMilliseconds: try fields.optionalPause("retryAfterMilliseconds"),
                    retryAt: try fields.time("retryAt"),
                    seed: try fields.require(Seed(hex: fields.string("seed")), "seed")))
        case DeliveryEvent.givenUpType:
            self = .givenUp(
                GivenUp(
                    attempt: try fields.attempt(), reason: try fields.string("reason"),
                    isPermanent: try fields.bool("permanent")))
        case DeliveryEvent.resendRequestedType:
            self = .resendRequested(
                ResendRequested(by: try fields.optionalString("by"), giveUpAt: try fields.time("giveUpAt")))
        default: throw .unknownType(event.type, version: event.version)
        }
        try fields.end()
    }
}

extension DeliveryEvent.Created {
    fileprivate init(from fields: inout EventFields) throws(NotificationEventError) {
        self.init(
            semantics: try fields.semantics(), queue: Queue(try fields.string("queue")),
            notification: try fields.require(fields.stream("notification"), "notification"),
            subscriber: try fields.subscriber(), retry: try fields.retry(), giveUpAt: try fields.time("giveUpAt"))
    }
}
