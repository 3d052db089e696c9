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

    /// Why it can never tell anybody; `nil` where it may.
    var problem: String? {
        if statuses.isEmpty || statuses.contains(.running) { return "it names no way in which executions end" }
        if let machine, !(1...80).contains(machine.count) { return "the name of a machine has 1 to 80 characters" }
        guard let subject else { return nil }
        let isPlain = subject.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) && !(0x2028...0x2029).contains($0.value)
        }
        return isPlain && (1...99).contains(subject.unicodeScalars.count)
            ? nil : "a subject has 1 to 99 characters, without line breaks and control characters"
    }
}
