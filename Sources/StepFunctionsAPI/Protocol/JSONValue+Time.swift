internal import EventLog
internal import FoundationEssentials
internal import JSON

extension JSONValue {
    /// A moment as the protocol writes it: seconds since 1970 with milliseconds.
    static func time(_ time: Timestamp) -> JSONValue {
        let milliseconds = time.microseconds / 1000
        let digits = String(milliseconds % 1000 + 1000).dropFirst()
        return .number(JSONNumber("\(milliseconds / 1000).\(digits)") ?? JSONNumber(0))
    }

    /// When an execution was started. It is in its id, so that a start needs no second look into the log.
    static func startTime(of execution: StreamID) -> JSONValue {
        .time(Timestamp(microseconds: Int64(execution.uuid.high >> 16) * 1000))
    }
}
