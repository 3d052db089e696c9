/// How a handler's runs are treated.
public struct TaskOptions: Hashable, Sendable {
    /// Whether a run that may have begun is never begun again; after a crash in the middle the task fails with
    /// `Daybook.OutcomeUnknown` for a Catch, or a person, to resolve. By default it is run again, with the same
    /// idempotency key.
    public var atMostOnce: Bool
    /// The longest a run may take, like a function's own limit; reported as `States.Timeout`. By default none.
    public var timeLimit: Duration?
    /// The most runs at one time in this engine. By default no limit.
    public var concurrency: Int?

    /// Whether the handler only hands the task over, to a worker elsewhere for example: it ends by `TaskContext.token`, as one
    /// whose resource ends in `.waitForTaskToken` does. By default only such a one.
    public var awaitsToken: Bool

    /// Describes options.
    public init(
        atMostOnce: Bool = false, timeLimit: Duration? = nil, concurrency: Int? = nil, awaitsToken: Bool = false
    ) {
        self.atMostOnce = atMostOnce
        self.timeLimit = timeLimit
        self.concurrency = concurrency
        self.awaitsToken = awaitsToken
    }

    var policy: ResourcePolicy {
        let milliseconds = timeLimit.map {
            Int($0.components.seconds) * 1000 + Int($0.components.attoseconds / 1_000_000_000_000_000)
        }
        return ResourcePolicy(
            atMostOnce: atMostOnce, limitMilliseconds: milliseconds, isLimited: concurrency != nil,
            awaitsToken: awaitsToken)
    }
}
