public import EventLog

/// A rule that holds because the log says so.
public struct RegisteredRule: Hashable, Sendable {
    /// Its name.
    public let id: RuleID
    /// What it tells of.
    public let rule: NotificationRule
    /// Since when it holds.
    public let createdAt: Timestamp
    /// Who created it, where that was said.
    public let by: String?

    init?(_ id: RuleID, _ state: RuleState) {
        guard let rule = state.rule, state.isActive else { return nil }
        (self.id, self.rule, createdAt, by) = (id, rule, state.createdAt, state.author)
    }
}
