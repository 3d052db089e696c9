public import EventLog
public import JSON

/// An attempt of a task that has been scheduled and has not ended.
public struct TaskAttempt: Hashable, Sendable {
    /// The attempt's name.
    public var id: TaskID
    /// The state it belongs to.
    public var state: String
    /// The resource, as the definition writes it.
    public var resource: String
    /// What the resource is given.
    public var parameters: JSONText
    /// How often the state was tried before since it was entered.
    public var attempt: Int
    /// The longest a run may take, by the definition.
    public var timeoutSeconds: Int?
    /// The longest a run may take, by the handler's registration, in milliseconds.
    public var limitMilliseconds: Int?
    /// The longest a run may be silent.
    public var heartbeatSeconds: Int?
    /// Whether a run that may have begun is never begun again.
    public var atMostOnce: Bool
    /// What ends the attempt from outside; `nil` where its handler does.
    public var token: String?
    /// How many runs have begun.
    public var runs: Int
    /// Who began the last run.
    public var worker: WorkerID?
    /// When the last run began.
    public var startedAt: Timestamp?
    /// When the task last said that it is alive, as far as that was recorded.
    public var lastHeartbeat: Timestamp?

    /// A duration that ends an attempt, and why.
    struct Deadline: Hashable {
        var due: Timestamp
        var reason: ExecutionEvent.TaskTimedOut.Reason
    }

    /// What ends the current run first if nothing else does. A run's time counts from its own start: that a worker died
    /// is not the task's fault.
    var deadline: Deadline? {
        guard let startedAt else { return nil }
        var deadlines: [Deadline] = []
        if let timeoutSeconds {
            deadlines.append(Deadline(due: startedAt.adding(.seconds(timeoutSeconds)), reason: .timeout))
        }
        if let limitMilliseconds {
            deadlines.append(Deadline(due: startedAt.adding(.milliseconds(limitMilliseconds)), reason: .limit))
        }
        if let heartbeatSeconds {
            let last = max(lastHeartbeat ?? startedAt, startedAt)
            deadlines.append(Deadline(due: last.adding(.seconds(heartbeatSeconds)), reason: .heartbeat))
        }
        return deadlines.min { $0.due < $1.due }
    }
}
