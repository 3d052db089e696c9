public import EventLog
internal import FoundationEssentials
internal import JSON

/// An activity as its stream folds: a name under which workers in any process ask for tasks.
public struct ActivityRecord: Hashable, Sendable {
    static let created = EventType("ActivityCreated")
    static let deleted = EventType("ActivityDeleted")

    /// The ARN.
    public let arn: String
    /// When it was created; `nil` where there is none, or no longer.
    public private(set) var createdAt: Timestamp?
    private(set) var head = StreamHead.empty
    private(set) var lastEventAt = Timestamp(microseconds: 0)

    init(arn: String) {
        self.arn = arn
    }

    /// The name.
    public var name: String { arn.split(separator: ":").last.map(String.init) ?? "" }

    static func stream(_ arn: String) -> StreamID { StreamID(.activity, UUID(version8: arn.utf8)) }

    static func newEvent(_ type: EventType, _ arn: String, at time: Timestamp) -> NewEvent {
        var fields = EventFieldWriter()
        fields.string("activity", arn)
        return NewEvent(type: type, recordedAt: time, payload: fields.finish())
    }

    /// Folds the next event.
    ///
    /// - Throws: `ExecutionEventError.unknownType`.
    mutating func evolve(_ event: RecordedEvent) throws(ExecutionEventError) {
        switch event.type {
        case ActivityRecord.created: createdAt = event.recordedAt
        case ActivityRecord.deleted: createdAt = nil
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
