public import EventLog

/// What a start led to.
public struct StartResult: Hashable, Sendable {
    /// The execution's stream.
    public let execution: StreamID
    /// The execution's name.
    public let name: String
    /// Whether this call started it; false where the name belonged already to an execution with the same input.
    public let isNew: Bool

    /// Describes a start.
    public init(execution: StreamID, name: String, isNew: Bool) {
        self.execution = execution
        self.name = name
        self.isNew = isNew
    }
}
