/// Why a command makes no sense for the state it met. Nothing is recorded.
@nonexhaustive
public enum DecisionRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The execution has not started.
    case notStarted
    /// The execution has started already.
    case alreadyStarted
    /// The execution has ended.
    case ended(ExecutionStatus)
    /// The execution cannot be redriven, because it runs or succeeded.
    case notRedrivable(ExecutionStatus)
    /// The execution has no room for another event.
    case eventLimitReached(Int)
    /// The execution is not parked.
    case notParked
    /// The attempt that the token belongs to has ended.
    case taskClosed

    /// One line.
    public var description: String {
        switch self {
        case .notStarted: "the execution has not started"
        case .alreadyStarted: "the execution has started already"
        case .ended(let status): "the execution has ended: \(status.rawValue)"
        case .notRedrivable(let status): "an execution that is \(status.rawValue) cannot be redriven"
        case .eventLimitReached(let limit): "the execution has reached its limit of \(limit) events"
        case .notParked: "the execution is not parked"
        case .taskClosed: "the task of this token has ended"
        }
    }
}
