public import EventLog

/// Why a recorded event cannot be understood. The fold ends here: nothing is skipped.
@nonexhaustive
public enum ExecutionEventError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The event has a type that this version does not know.
    case unknownType(EventType, version: StreamVersion)
    /// The event has a field that this version does not know.
    case unknownField(String, type: EventType, version: StreamVersion)
    /// The event's payload is not what its type says.
    case malformed(reason: String, type: EventType, version: StreamVersion)
    /// The event cannot follow the events before it.
    case impossible(reason: String, type: EventType, version: StreamVersion)
    /// The execution started by rules that this version does not know.
    case unknownSemantics(Semantics)

    /// One line without payloads.
    public var description: String {
        switch self {
        case .unknownType(let type, let version): "event \(version) has the unknown type \(type)"
        case .unknownField(let field, let type, let version):
            "event \(version) (\(type)) has the unknown field '\(field)'"
        case .malformed(let reason, let type, let version): "event \(version) (\(type)) is malformed: \(reason)"
        case .impossible(let reason, let type, let version): "event \(version) (\(type)) is impossible here: \(reason)"
        case .unknownSemantics(let semantics):
            "the execution follows semantics \(semantics.rawValue), this version knows up to "
                + "\(Semantics.current.rawValue)"
        }
    }
}
