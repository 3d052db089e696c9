public import Engine
public import EventLog
internal import FoundationEssentials
internal import Logging
public import ServiceLifecycle

/// Rules that tell topics how executions end, whatever the machine itself does about it.
///
/// Set `onEnd` of an engine's configuration to what `hook` gives: the commit that ends an execution gives birth to the
/// notification then, so that no crash can come in between. Who is subscribed is looked up when it is delivered.
///
/// Rules are the process's own, or the log's (`RuleDirectory`), which all engines share and an auditor sees. The log's are
/// read before the first execution ends and looked at again every second while `run()` runs, never when one ends.
public final class NotificationRules: Service {
    private let rules: [NotificationRule]
    private let cache: RuleCache?
    private let configuration: NotificationConfiguration
    private let interval: Duration

    /// How many rules of its own a process may have: whoever looks for what an end brought forth tries as many ids.
    public static let most = 64

    /// Takes the process's own rules, and none of the log.
    ///
    /// - Precondition: there are at most `most`.
    public convenience init(
        _ rules: [NotificationRule], configuration: NotificationConfiguration = NotificationConfiguration()
    ) {
        self.init(rules, cache: nil, configuration: configuration, interval: .seconds(3600))
    }

    /// Reads the rules of a log, to which those of the process are added. Let `run()` run beside the engine.
    ///
    /// - Parameter interval: how often the log is looked at. Default 1 s.
    /// - Precondition: there are at most `most` of the process's own.
    /// - Throws: `RuleError.unreadable` or `.store`.
    public convenience init(
        of store: any EventStore, and rules: [NotificationRule] = [],
        configuration: NotificationConfiguration = NotificationConfiguration(), interval: Duration = .seconds(1)
    ) async throws(RuleError) {
        let directory = RuleDirectory(store: store, clock: configuration.clock, random: configuration.random)
        let cache = RuleCache(directory)
        try await cache.refresh()
        self.init(rules, cache: cache, configuration: configuration, interval: interval)
    }

    private init(
        _ rules: [NotificationRule], cache: RuleCache?, configuration: NotificationConfiguration, interval: Duration
    ) {
        precondition(rules.count <= NotificationRules.most, "there are more than \(NotificationRules.most) rules")
        self.rules = rules
        self.cache = cache
        self.configuration = configuration
        self.interval = interval
    }

    /// For `EngineConfiguration.onEnd`.
    public var hook: @Sendable (ExecutionDescription) -> [Append] {
        { [self] execution in appends(execution) }
    }

    /// The log's rules, as this process knows them now.
    public var registered: [RegisteredRule] { cache?.rules ?? [] }

    /// Looks at the log's rules now, rather than at the next moment at which it would.
    ///
    /// - Throws: `RuleError.unreadable` or `.store`; what was known before stays known, but for what cannot be read.
    public func refresh() async throws(RuleError) { try await cache?.refresh() }

    /// Keeps the log's rules fresh until it is shut down or cancelled.
    public func run() async {
        let clock = configuration.clock
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await clock.sleep(until: clock.now().adding(self.interval))
                guard self.cache != nil, !Task.isCancelled else { continue }
                do {
                    try await self.refresh()
                } catch {
                    self.configuration.logger.error("the rules could not be read", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    private func appends(_ execution: ExecutionDescription) -> [Append] {
        var named = rules.enumerated().map { (name: "\($0.offset)", rule: $0.element) }
        named += registered.map { ($0.id.description, $0.rule) }
        return named.filter { $0.rule.applies(to: execution) }.map { name, rule in
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
            let name = "end\u{0}\(execution.state.version)\u{0}\(name)"
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
