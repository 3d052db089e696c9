public import EventLog
internal import FoundationEssentials
internal import JSON

/// Something from outside for an execution, in a stream of its own: for callers that cannot decide themselves.
///
/// It is written without touching a row of the execution's stream, so a caller whose transaction stays open delays no other
/// execution. An engine on the execution's queue claims it, decides, and commits the execution's events and
/// `SignalConsumed` together: it takes effect once.
public struct Signal: Hashable, Sendable {
    /// What is asked for.
    public enum Request: Hashable, Sendable {
        /// End the execution as aborted.
        case stop(error: String?, cause: String?)
    }

    /// The execution it is for.
    public let target: StreamID
    /// What is asked for.
    public let request: Request
    /// Who asks.
    public let requestedBy: String?

    /// Describes a signal.
    public init(to target: StreamID, _ request: Request, requestedBy: String? = nil) {
        self.target = target
        self.request = request
        self.requestedBy = requestedBy
    }

    static let sent = EventType("SignalSent")
    static let consumed = EventType("SignalConsumed")

    static let consumedStatus = StreamStatus("CONSUMED")

    /// What the core is told.
    var input: ExecutionInput {
        switch request {
        case .stop(let error, let cause): .stop(error: error, cause: cause, requestedBy: requestedBy)
        }
    }

    func newEvent(recordedAt: Timestamp, queue: Queue) -> NewEvent {
        var fields = EventFieldWriter()
        fields.string("target", target.description)
        switch request {
        case .stop(let error, let cause):
            fields.string("request", "stop")
            fields.string("error", error)
            fields.string("cause", cause)
        }
        fields.string("requestedBy", requestedBy)
        fields.string("queue", queue.rawValue)
        return NewEvent(type: Signal.sent, recordedAt: recordedAt, payload: fields.finish())
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
        while let key = try fields.next() {
            guard ["target", "request", "error", "cause", "requestedBy", "queue"].contains(key.string) else {
                throw fields.unknown(key)
            }
            values[key.string] = try fields.string()
        }
        let target = try fields.required(values["target"].flatMap { StreamID($0) }, "target")
        guard values["request"] == "stop" else { throw fields.malformed("'request' is not one that is known") }
        self.init(
            to: target, .stop(error: values["error"], cause: values["cause"]), requestedBy: values["requestedBy"])
    }
}
