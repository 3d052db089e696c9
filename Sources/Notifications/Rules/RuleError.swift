public import EventLog

/// Why a rule could not be read, added or removed.
@nonexhaustive
public enum RuleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule can never apply, or its notification could not be published.
    case invalid(reason: String)
    /// No such rule holds.
    case unknownRule(RuleID)
    /// The rule's stream cannot be understood.
    case unreadable(StreamID, NotificationEventError)
    /// The store failed.
    case store(EventStoreError)

    /// One line.
    public var description: String {
        switch self {
        case .invalid(let reason): "the rule is wrong: \(reason)"
        case .unknownRule(let id): "there is no rule \(id)"
        case .unreadable(let stream, let error): "\(stream) cannot be read: \(error)"
        case .store(let error): error.description
        }
    }
}
