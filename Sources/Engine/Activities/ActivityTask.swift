internal import EventLog
internal import FoundationEssentials
public import JSON

/// A task that waits for a worker of an activity, as its stream says: opened by the execution's engine, taken by one worker.
public struct ActivityTask: Hashable, Sendable {
    static let opened = EventType("ActivityTaskOpened")
    static let taken = EventType("ActivityTaskTaken")
    static let expired = EventType("ActivityTaskExpired")

    /// The activity's ARN.
    public let activity: String
    /// What ends the task.
    public let token: String
    /// What the worker is to work on.
    public let input: JSONText

    /// The stream of an attempt, the same in every run of it, and of the execution's month.
    static func stream(_ execution: StreamID, _ task: TaskID) -> StreamID {
        StreamID(.task, UUID(beside: execution.uuid, of: "activity\u{0}\(task)".utf8))
    }

    func newEvent(at time: Timestamp) -> NewEvent {
        var fields = EventFieldWriter()
        fields.string("activity", activity)
        fields.string("token", token)
        fields.text("input", input)
        return NewEvent(type: ActivityTask.opened, recordedAt: time, payload: fields.finish())
    }

    static func taken(by workerName: String?, at time: Timestamp) -> NewEvent {
        var fields = EventFieldWriter()
        fields.string("workerName", workerName)
        return NewEvent(type: taken, recordedAt: time, payload: fields.finish())
    }

    static func expired(at time: Timestamp) -> NewEvent {
        var fields = EventFieldWriter()
        return NewEvent(type: expired, recordedAt: time, payload: fields.finish())
    }

    /// Nobody claims it: whoever takes it appends to it. It stands on its activity's queue so that the store hints of it.
    func wakeUp(at time: Timestamp) -> WakeUp {
        WakeUp(due: time, queue: ActivityTask.queue(activity), semantics: Semantics.current.rawValue)
    }

    static func queue(_ activity: String) -> Queue { Queue("activity/\(activity)") }

    var labels: StreamLabels { ["activity": activity] }

    init(activity: String, token: String, input: JSONText) {
        self.activity = activity
        self.token = token
        self.input = input
    }

    /// Reads the first event of a task's stream.
    ///
    /// - Throws: `ExecutionEventError` where it is none or malformed.
    init(_ event: RecordedEvent) throws {
        guard event.type == ActivityTask.opened else {
            throw ExecutionEventError.unknownType(event.type, version: event.version)
        }
        var fields = try EventFieldReader(event)
        var texts: [String: String] = [:]
        var input: JSONText?
        while let key = try fields.next() {
            switch key.string {
            case "activity", "token": texts[key.string] = try fields.string()
            case "input": input = try fields.text()
            default: throw fields.unknown(key)
            }
        }
        activity = try fields.required(texts["activity"], "activity")
        token = try fields.required(texts["token"], "token")
        self.input = try fields.required(input, "input")
    }

    static func index(of events: [RecordedEvent]) -> StreamIndex {
        guard let first = events.first, let task = try? ActivityTask(first) else { return StreamIndex() }
        guard let last = events.last, last.type != opened else {
            return StreamIndex(labels: task.labels, wakeUp: task.wakeUp(at: first.recordedAt))
        }
        return StreamIndex(status: last.type == taken ? .taken : .expired, labels: task.labels)
    }
}

extension StreamStatus {
    /// A task that a worker was given.
    static let taken = StreamStatus("TAKEN")
    /// A task that ended before a worker came.
    static let expired = StreamStatus("EXPIRED")
}
