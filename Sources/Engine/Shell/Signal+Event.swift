internal import EventLog
internal import JSON

/// A signal as it is recorded.
extension Signal {
    func newEvent(recordedAt: Timestamp, queue: Queue) -> NewEvent {
        var fields = EventFieldWriter()
        fields.string("target", target.description)
        fields.string("request", requestName)
        switch request {
        case .stop(let error, let cause):
            fields.string("error", error)
            fields.string("cause", cause)
        case .taskSuccess(let token, _): fields.string("token", token.description)
        case .taskFailure(let token, let error, let cause):
            fields.string("token", token.description)
            fields.string("error", error)
            fields.string("cause", cause)
        case .taskHeartbeat(let token): fields.string("token", token.description)
        }
        fields.string("requestedBy", requestedBy)
        fields.bool("followsSubmission", followsSubmission ? true : nil)
        fields.bool("followsStart", followsStart ? true : nil)
        fields.string("queue", queue.rawValue)
        if case .taskSuccess(_, let output) = request { fields.text("output", output) }
        return NewEvent(type: Signal.sent, recordedAt: recordedAt, payload: fields.finish())
    }

    /// The signal's own stream, for the next engine on the queue.
    func creation(of stream: StreamID, at now: Timestamp, queue: Queue) -> Append {
        let wakeUp = WakeUp(due: now, queue: queue, semantics: Semantics.current.rawValue)
        return Append(
            to: stream, expected: .empty, events: [newEvent(recordedAt: now, queue: queue)], wakeUp: .set(wakeUp))
    }

    private var requestName: String {
        switch request {
        case .stop: "stop"
        case .taskSuccess: "taskSuccess"
        case .taskFailure: "taskFailure"
        case .taskHeartbeat: "taskHeartbeat"
        }
    }

    /// Reads what `newEvent` writes.
    ///
    /// - Throws: `ExecutionEventError` where a field is missing or unknown.
    init(_ event: RecordedEvent) throws {
        guard event.type == Signal.sent else {
            throw ExecutionEventError.unknownType(event.type, version: event.version)
        }
        var fields = try EventFieldReader(event)
        var values: [String: String] = [:]
        var output: JSONText?
        var (followsSubmission, followsStart) = (false, false)
        while let key = try fields.next() {
            switch key {
            case "output": output = try fields.text()
            case "followsSubmission": followsSubmission = try fields.bool()
            case "followsStart": followsStart = try fields.bool()
            case "target", "request", "token", "error", "cause", "requestedBy", "queue":
                values[key.string] = try fields.string()
            default: throw fields.unknown(key)
            }
        }
        let target = try fields.required(values["target"].flatMap { StreamID($0) }, "target")
        func token() throws -> TaskToken { try fields.required(values["token"].flatMap { TaskToken($0) }, "token") }
        let request: Request
        switch values["request"] {
        case "stop": request = .stop(error: values["error"], cause: values["cause"])
        case "taskSuccess": request = .taskSuccess(try token(), output: try fields.required(output, "output"))
        case "taskFailure": request = .taskFailure(try token(), error: values["error"], cause: values["cause"])
        case "taskHeartbeat": request = .taskHeartbeat(try token())
        default: throw fields.malformed("'request' is not one that is known")
        }
        self.init(
            to: target, request, requestedBy: values["requestedBy"], followsSubmission: followsSubmission,
            followsStart: followsStart)
    }
}
