public import Engine
public import EventLog
internal import FoundationEssentials

/// Rules that tell topics how executions end, whatever the machine itself does about it.
///
/// Set `onEnd` of an engine's configuration to what `hook` gives: the commit that ends an execution gives birth to the
/// notification then, so that no crash can come in between. Who is subscribed is looked up when it is delivered.
public struct NotificationRules: Sendable {
    private let rules: [NotificationRule]
    private let configuration: NotificationConfiguration

    /// How many rules there may be: whoever looks for what an end brought forth tries as many ids.
    public static let most = 64

    /// Takes the rules.
    ///
    /// - Precondition: there are at most `most`.
    public init(_ rules: [NotificationRule], configuration: NotificationConfiguration = NotificationConfiguration()) {
        precondition(rules.count <= NotificationRules.most, "there are more than \(NotificationRules.most) rules")
        self.rules = rules
        self.configuration = configuration
    }

    /// For `EngineConfiguration.onEnd`.
    public var hook: @Sendable (ExecutionDescription) -> [Append] {
        { [self] execution in appends(execution) }
    }

    private func appends(_ execution: ExecutionDescription) -> [Append] {
        rules.enumerated().filter { $0.element.applies(to: execution) }.map { index, rule in
            let now = execution.state.lastEventAt
            let machine = execution.state.stateMachineName
            let published = NotificationEvent.Published(
                queue: configuration.queue, topic: rule.topic,
                subject: rule.subject ?? "[\(execution.status.rawValue)] \(machine.prefix(72))",
                message: NotificationRules.message(execution),
                attributes: [
                    MessageAttribute(name: "status", type: "String", value: execution.status.rawValue),
                    MessageAttribute(name: "machine", type: "String", value: machine),
                ],
                execution: execution.execution, executionName: execution.name, status: execution.status.rawValue,
                retry: configuration.retry, giveUpAt: now.adding(configuration.deadline), subscribers: nil)
            // A redriven execution ends again: the version tells its ends apart. SQL makes the same ids
            // (`audit.message_of_end`).
            let name = "end\u{0}\(execution.state.version)\u{0}\(index)"
            return published.creation(
                of: StreamID(.notification, UUID(beside: execution.execution.uuid, of: name.utf8)), at: now)
        }
    }

    private static func message(_ execution: ExecutionDescription) -> String {
        var lines = [
            "The execution \(execution.name) of \(execution.state.stateMachineName) ended \(execution.status.rawValue)."
        ]
        if let error = execution.error { lines.append("Error: \(error)") }
        if let cause = execution.cause { lines.append("Cause: \(cause)") }
        lines.append("Execution: \(execution.execution.uuid.text)")
        return lines.joined(separator: "\n")
    }
}

extension NotificationRule {
    fileprivate func applies(to execution: ExecutionDescription) -> Bool {
        statuses.contains(execution.status) && (machine.map { $0 == execution.state.stateMachineName } ?? true)
    }
}
