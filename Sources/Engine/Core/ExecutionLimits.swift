/// How large things may get before the core says no.
public struct ExecutionLimits: Hashable, Sendable {
    /// The most events of one decision, and so of one commit; the rest follows in the next. 1 or more.
    public var eventsPerDecision: Int
    /// The most bytes of a task's result, of a state's effective input and output, and of an execution's input.
    public var payloadBytes: Int

    /// Describes limits; the defaults are 1,000 events and the service's 256 KiB.
    public init(eventsPerDecision: Int = 1000, payloadBytes: Int = 262_144) {
        self.eventsPerDecision = eventsPerDecision
        self.payloadBytes = payloadBytes
    }
}
