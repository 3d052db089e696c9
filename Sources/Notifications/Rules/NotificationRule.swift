public import Engine

/// Tells a topic when executions of a machine end in certain ways.
///
/// A Catch in the machine never sees that the execution was stopped, that it ran out of its time, or that the engine failed
/// it with `States.Runtime`: this does.
public struct NotificationRule: Hashable, Sendable {
    /// The name of the machine; `nil` means all.
    public var machine: String?
    /// The ends that it tells of.
    public var statuses: Set<ExecutionStatus>
    /// The topic.
    public var topic: TopicARN
    /// The subject; by default the machine and how the execution ended.
    public var subject: String?

    /// Describes a rule.
    public init(machine: String?, statuses: Set<ExecutionStatus>, topic: TopicARN, subject: String? = nil) {
        self.machine = machine
        self.statuses = statuses
        self.topic = topic
        self.subject = subject
    }
}
