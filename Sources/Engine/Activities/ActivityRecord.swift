public import EventLog
internal import FoundationEssentials
public import JSON

/// An activity as its stream folds: a name under which workers in any process ask for tasks.
public struct ActivityRecord: Hashable, Sendable {
    static let created = EventType("ActivityCreated")
    static let deleted = EventType("ActivityDeleted")
    static let tagged = EventType("ActivityTagged")
    static let untagged = EventType("ActivityUntagged")

    /// The ARN.
    public let arn: String
    /// When it was created; `nil` where there is none, or no longer.
    public private(set) var createdAt: Timestamp?
    /// The tags: keys and texts.
    public private(set) var tags = JSONObject()
    private(set) var head = StreamHead.empty
    private(set) var lastEventAt = Timestamp(microseconds: 0)

    init(arn: String) {
        self.arn = arn
    }

    /// The name.
    public var name: String { arn.split(separator: ":").last.map(String.init) ?? "" }

    static func stream(_ arn: String) -> StreamID { StreamID(.activity, UUID(version8: arn.utf8)) }

    /// An event of an activity: with tags those that are set, or the keys of those that are taken away.
    static func newEvent(_ type: EventType, _ arn: String, tags: JSONValue? = nil, at time: Timestamp) -> NewEvent {
        var fields = EventFieldWriter()
        fields.string("activity", arn)
        if let tags { fields.text("tags", JSONText(tags)) }
        return NewEvent(type: type, recordedAt: time, payload: fields.finish())
    }

    /// Folds the next event.
    ///
    /// - Throws: `ExecutionEventError.unknownType`.
    mutating func evolve(_ event: RecordedEvent) throws(ExecutionEventError) {
        let changed = (try? JSONValue(parsing: event.payload))?["tags"]
        switch event.type {
        case ActivityRecord.created:
            createdAt = event.recordedAt
            tags = changed?.objectValue ?? JSONObject()
        case ActivityRecord.deleted: createdAt = nil
        case ActivityRecord.tagged: for tag in changed?.objectValue ?? JSONObject() { tags[tag.key] = tag.value }
        case ActivityRecord.untagged: for key in changed?.arrayValue ?? [] { tags[key.stringValue ?? ""] = nil }
        default: throw .unknownType(event.type, version: event.version)
        }
        head = event.head
        lastEventAt = event.recordedAt
    }

    /// What the lists say of an activity: nothing where its stream cannot be understood, whatever of it could be.
    static func index(of events: [RecordedEvent]) -> StreamIndex {
        let payload = events.first.flatMap { try? JSONValue(parsing: $0.payload) }
        guard let arn = payload?["activity"]?.stringValue else { return StreamIndex() }
        var record = ActivityRecord(arn: arn)
        do {
            for event in events { try record.evolve(event) }
        } catch {
            return StreamIndex()
        }
        return StreamIndex(status: record.createdAt == nil ? .deletedResource : .open, labels: record.labels)
    }

    var labels: StreamLabels { ["arn": arn, "name": name] }
}
