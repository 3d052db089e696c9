/// How large things may get before the core says no.
public struct ExecutionLimits: Hashable, Sendable {
    /// The most events of one decision, and so of one commit; the rest follows in the next. 1 or more.
    public var eventsPerDecision: Int
    /// The most bytes of a task's result, of a state's effective input and output, and of an execution's input.
    public var payloadBytes: Int
    /// The most bytes of all variables of an execution.
    public var variableBytes: Int
    /// The most iterations of a Map state that run at one time, whatever it asks for. 1 or more.
    public var inlineConcurrency: Int

    /// Describes limits; the defaults are 1,000 events and the service's 256 KiB, 10 MiB and 40
    /// iterations.
    public init(
        eventsPerDecision: Int = 1000, payloadBytes: Int = 262_144, variableBytes: Int = 10_485_760,
        inlineConcurrency: Int = 40
    ) {
        self.eventsPerDecision = eventsPerDecision
        self.payloadBytes = payloadBytes
        self.variableBytes = variableBytes
        self.inlineConcurrency = inlineConcurrency
    }
}
