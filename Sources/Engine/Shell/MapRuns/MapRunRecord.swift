internal import EventLog
internal import FoundationEssentials
internal import JSON

/// A Map Run as its own stream tells it: whose it is, and what was changed of it since. How it goes is told by its parent's
/// stream and by those of its executions.
struct MapRunRecord: Hashable, Sendable {
    static let started = EventType("MapRunStarted")
    static let changed = EventType("MapRunChanged")

    /// The run's ARN.
    let arn: String
    /// The execution that the Map is in.
    let execution: StreamID
    /// The Map's task.
    let task: TaskID
    /// What was changed, oldest first.
    private(set) var changes: [MapRunChange] = []
    private(set) var head: StreamHead
    private(set) var lastEventAt: Timestamp

    static func stream(_ uuid: UUID) -> StreamID { StreamID(.mapRun, uuid) }

    /// The stream of a run's ARN; nil where the text is none.
    static func stream(of arn: String) -> StreamID? {
        arn.split(separator: ":").last.flatMap { UUID(uuidString: String($0)) }.map(stream)
    }

    /// Reads the first event of a run's stream.
    ///
    /// - Throws: `ExecutionEventError` where it is none or malformed.
    init(_ event: RecordedEvent) throws {
        guard event.type == MapRunRecord.started else {
            throw ExecutionEventError.unknownType(event.type, version: event.version)
        }
        var fields = try EventFieldReader(event)
        var (arn, execution, task) = (String?.none, StreamID?.none, TaskID?.none)
        while let key = try fields.next() {
            switch key.string {
            case "mapRun": arn = try fields.string()
            case "execution": execution = try StreamID(fields.string())
            case "task": task = try fields.task()
            default: throw fields.unknown(key)
            }
        }
        self.arn = try fields.required(arn, "mapRun")
        self.execution = try fields.required(execution, "execution")
        self.task = try fields.required(task, "task")
        head = event.head
        lastEventAt = event.recordedAt
    }

    /// Folds the next event.
    ///
    /// - Throws: `ExecutionEventError` where it is none or malformed.
    mutating func evolve(_ event: RecordedEvent) throws {
        guard event.type == MapRunRecord.changed else {
            throw ExecutionEventError.unknownType(event.type, version: event.version)
        }
        var fields = try EventFieldReader(event)
        var change = MapRunChange()
        while let key = try fields.next() {
            switch key.string {
            case "maxConcurrency": change.maxConcurrency = try fields.int()
            case "toleratedFailureCount": change.toleratedFailureCount = try fields.int()
            case "toleratedFailurePercentage":
                change.toleratedFailurePercentage = try fields.text().value().numberValue?.double
            case "requestedBy": _ = try fields.string()
            default: throw fields.unknown(key)
            }
        }
        changes.append(change)
        head = event.head
        lastEventAt = event.recordedAt
    }

    static func started(_ arn: String, _ execution: StreamID, _ task: TaskID, at time: Timestamp) -> NewEvent {
        var fields = EventFieldWriter()
        fields.string("mapRun", arn)
        fields.string("execution", execution.description)
        fields.int("task", Int(task.rawValue))
        return NewEvent(type: started, recordedAt: time, payload: fields.finish())
    }

    static func changed(_ change: MapRunChange, by requestedBy: String?, at time: Timestamp) -> NewEvent {
        var fields = EventFieldWriter()
        fields.int("maxConcurrency", change.maxConcurrency)
        fields.int("toleratedFailureCount", change.toleratedFailureCount)
        if let number = change.toleratedFailurePercentage.flatMap({ JSONNumber($0) }) {
            fields.text("toleratedFailurePercentage", JSONText(.number(number)))
        }
        fields.string("requestedBy", requestedBy)
        return NewEvent(type: changed, recordedAt: time, payload: fields.finish())
    }

    /// By what a run is found.
    static func labels(_ arn: String, _ execution: StreamID) -> StreamLabels {
        ["mapRun": arn, "execution": execution.uuid.text]
    }

    static func index(of events: [RecordedEvent]) -> StreamIndex {
        guard let first = events.first, let record = try? MapRunRecord(first) else { return StreamIndex() }
        return StreamIndex(labels: labels(record.arn, record.execution))
    }
}
