public import EventLog
internal import FoundationEssentials
public import JSON

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
        /// The task of the token succeeded.
        case taskSuccess(TaskToken, output: JSONText)
        /// The task of the token failed.
        case taskFailure(TaskToken, error: String?, cause: String?)
        /// The task of the token is alive.
        case taskHeartbeat(TaskToken)
    }

    /// The execution it is for.
    public let target: StreamID
    /// What is asked for.
    public let request: Request
    /// Who asks.
    public let requestedBy: String?
    /// Whether it counts only once the task was recorded as submitted: until then it waits.
    let followsSubmission: Bool
    /// Whether its execution may be yet to be begun, by a worker that has not noticed that nobody wants it any more: until
    /// then it waits, but not for ever.
    let followsStart: Bool

    /// Describes a signal.
    public init(to target: StreamID, _ request: Request, requestedBy: String? = nil) {
        self.init(to: target, request, requestedBy: requestedBy, followsSubmission: false)
    }

    init(
        to target: StreamID, _ request: Request, requestedBy: String?, followsSubmission: Bool = false,
        followsStart: Bool = false
    ) {
        self.target = target
        self.request = request
        self.requestedBy = requestedBy
        self.followsSubmission = followsSubmission
        self.followsStart = followsStart
    }

    static let sent = EventType("SignalSent")
    static let consumed = EventType("SignalConsumed")

    static let consumedStatus = StreamStatus("CONSUMED")

    /// What the core is told.
    var input: ExecutionInput {
        switch request {
        case .stop(let error, let cause): .stop(error: error, cause: cause, requestedBy: requestedBy)
        case .taskSuccess(let token, let output): .tokenSucceeded(token, output: output)
        case .taskFailure(let token, let error, let cause): .tokenFailed(token, error: error, cause: cause)
        case .taskHeartbeat(let token): .tokenHeartbeat(token)
        }
    }
}
