/// What a worker's registration says about a resource.
public struct ResourcePolicy: Hashable, Sendable {
    /// Whether a run that may have begun is never begun again: after a crash in the middle it fails with
    /// `Daybook.OutcomeUnknown`.
    public var atMostOnce: Bool
    /// The longest a run may take, like a function's own time limit; reported as `States.Timeout`.
    public var limitMilliseconds: Int?
    /// Whether only so many runs may happen at one time: then a run begins by an input of its own, once there is a
    /// place, and not as soon as it is scheduled.
    public var isLimited: Bool

    /// Whether the handler only hands the attempt over: it ends when whoever has its token says so, whatever the resource's
    /// name.
    public var awaitsToken: Bool

    /// Describes a policy; by default a run may be repeated and takes as long as it takes.
    public init(
        atMostOnce: Bool = false, limitMilliseconds: Int? = nil, isLimited: Bool = false, awaitsToken: Bool = false
    ) {
        self.atMostOnce = atMostOnce
        self.limitMilliseconds = limitMilliseconds
        self.isLimited = isLimited
        self.awaitsToken = awaitsToken
    }
}
