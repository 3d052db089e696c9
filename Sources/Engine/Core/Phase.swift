public import EventLog
public import JSON

/// Where a frame stands between two events: what is known, and so what comes next.
///
/// Every event leaves its frame in a phase from which deciding can go on, so a history may be cut after any event.
public enum Phase: Hashable, Sendable {
    /// The frame was opened; no state of it has been entered.
    case opened
    /// The next state is known and not entered yet.
    case entering(state: String, input: JSONText)
    /// The state was entered and has done nothing yet.
    case entered
    /// An attempt is scheduled, and no worker has begun it.
    case scheduled
    /// A worker runs the attempt.
    case running
    /// A handler handed the attempt over, and whoever holds its token ends it.
    case submitted
    /// The attempt succeeded; the state has not been left yet.
    case succeeded(output: JSONText)
    /// The attempt failed; neither a retry nor a Catcher nor the end has followed yet.
    case failed(Failure)
    /// The state will be tried again at a moment.
    case retrying(due: Timestamp)
    /// A Catcher took the failure; the state has not been left yet.
    case caught(catcher: Int, Failure)
    /// The Choice was made; the state has not been left yet.
    case chosen(rule: Int?)
    /// The Wait state sleeps until a moment.
    case waiting(due: Timestamp)
    /// The Wait is over; the state has not been left yet.
    case waited
    /// Branches or iterations run, or are about to.
    case forked
    /// All branches or iterations succeeded; the state has not been left yet.
    case joined
    /// Another branch failed: the frame stands where it was, and goes on only if the execution is redriven.
    indirect case suspended(Phase)
    /// The frame's last state was left.
    case finished(output: JSONText)
}
