internal import Engine
internal import EventLog
internal import JSON

/// What can happen to a rule.
enum RuleEvent: StreamFoldEvent {
    /// It holds from now on.
    case created(NotificationRule, by: String?)
    /// It does not hold any more.
    case removed(by: String?)

    private static let createdType = EventType("RuleCreated")
    private static let removedType = EventType("RuleRemoved")

    /// The event as it is appended.
    func newEvent(recordedAt: Timestamp) -> NewEvent {
        var writer = JSONWriter()
        writer.beginObject()
        let type: EventType
        switch self {
        case .created(let rule, let author):
            type = RuleEvent.createdType
            writer.field("machine", rule.machine)
            writer.key("statuses")
            writer.beginArray()
            for status in rule.statuses.map(\.rawValue).sorted() { writer.string(status) }
            writer.endArray()
            writer.field("topic", rule.topic.description)
            writer.field("subject", rule.subject)
            writer.field("by", author)
        case .removed(let author):
            type = RuleEvent.removedType
            writer.field("by", author)
        }
        writer.endObject()
        return NewEvent(type: type, recordedAt: recordedAt, payload: writer.utf8)
    }

    /// Reads a recorded event.
    init(_ event: RecordedEvent) throws(NotificationEventError) {
        var fields = try EventFields(event)
        switch event.type {
        case RuleEvent.createdType:
            var statuses: Set<ExecutionStatus> = []
            for text in try fields.strings("statuses") {
                statuses.insert(try fields.require(ExecutionStatus(rawValue: text), "statuses"))
            }
            let rule = NotificationRule(
                machine: try fields.optionalString("machine"), statuses: statuses, topic: try fields.topic(),
                subject: try fields.optionalString("subject"))
            self = .created(rule, by: try fields.optionalString("by"))
        case RuleEvent.removedType: self = .removed(by: try fields.optionalString("by"))
        default: throw .unknownType(event.type, version: event.version)
        }
        try fields.end()
    }
}
