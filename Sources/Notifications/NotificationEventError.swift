public import EventLog

/// Why a recorded event of a topic or a notification cannot be understood. The fold ends here: nothing is skipped.
@nonexhaustive
public enum NotificationEventError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The event has a type that this version does not know.
    case unknownType(EventType, version: StreamVersion)
    /// The event has a field that this version does not know.
    case unknownField(String, type: EventType, version: StreamVersion)
    /// A subscription has a protocol that this version does not know.
    case unknownProtocol(String, version: StreamVersion)
    /// The notification follows rules that this version does not know.
    case unknownSemantics(Int, version: StreamVersion)
    /// The event's payload is not what its type says.
    case malformed(reason: String, type: EventType, version: StreamVersion)
    /// A delivery is of a message that is not there.
    case noMessage(StreamID)
    /// The event cannot follow the events before it.
    case impossible(reason: String, type: EventType, version: StreamVersion)

    /// One line without payloads.
    public var description: String {
        switch self {
        case .unknownType(let type, let version): "event \(version) has the unknown type \(type)"
        case .unknownField(let field, let type, let version):
            "event \(version) (\(type)) has the unknown field '\(field)'"
        case .unknownProtocol(let name, let version):
            "event \(version) names the subscription protocol '\(name)', which this version does not know"
        case .unknownSemantics(let number, let version):
            "event \(version) follows semantics \(number), this version knows \(NotificationSemantics.current) alone: "
                + (number < NotificationSemantics.current
                    ? "it is of an earlier version, which can deliver and read it" : "it is of a later version")
        case .malformed(let reason, let type, let version): "event \(version) (\(type)) is malformed: \(reason)"
        case .noMessage(let stream): "there is no message \(stream)"
        case .impossible(let reason, let type, let version): "event \(version) (\(type)) is impossible here: \(reason)"
        }
    }
}
