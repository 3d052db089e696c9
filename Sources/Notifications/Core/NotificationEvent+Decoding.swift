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
                Resolved(subscribers: try fields.subscribers(), problem: try fields.optionalString("problem")))
        case NotificationEvent.takenOverType:
            self = .takenOver(by: try fields.worker("worker"), from: try fields.worker("from"))
        case NotificationEvent.fannedOutType: self = .fannedOut(deliveries: try fields.streams("deliveries"))
        default: throw .unknownType(event.type, version: event.version)
        }
        try fields.end()
    }
}

extension NotificationEvent.Published {
    fileprivate init(from fields: inout EventFields) throws(NotificationEventError) {
        self.init(
            semantics: try fields.semantics(), queue: Queue(try fields.string("queue")), topic: try fields.topic(),
            subject: try fields.optionalString("subject"), message: try fields.string("message"),
            texts: try fields.texts("texts"), attributes: try fields.attributes(),
            kind: try fields.kind("kind"), execution: try fields.stream("execution"),
            executionName: try fields.optionalString("executionName"), state: try fields.optionalString("state"),
            task: try fields.optionalInt("task").map { TaskID(rawValue: Int64($0)) },
            status: try fields.optionalString("status"), by: try fields.optionalString("by"),
            retry: try fields.retry(), giveUpAt: try fields.time("giveUpAt"),
            subscribers: fields.has("subscribers") ? try fields.subscribers() : nil)
        // Whoever names a part of where it comes from names it all.
        if execution != nil { _ = try fields.require(executionName, "executionName") }
        if task != nil { _ = try fields.require(state, "state") }
    }
}
