public import FoundationEssentials
internal import Engine
internal import EventLog

/// Names a rule in the log: it follows from what the rule says, so that adding it twice gives the same one.
public struct RuleID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The id's 128 bits.
    public let uuid: UUID

    /// Takes an id.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads the form that `description` writes; `nil` where the text has another form.
    public init?(_ description: String) {
        guard let uuid = UUID(uuidString: description) else { return nil }
        self.uuid = uuid
    }

    init(of rule: NotificationRule) {
        let parts = [
            rule.machine ?? "", rule.statuses.map(\.rawValue).sorted().joined(separator: " "), rule.topic.description,
            rule.subject ?? "",
        ]
        uuid = UUID(version8: ("rule\u{0}" + parts.joined(separator: "\u{0}")).utf8)
    }

    var stream: StreamID { StreamID(.rule, uuid) }

    /// The UUID in lower case.
    public var description: String { uuid.text }

    /// Orders by the id's bytes.
    public static func < (a: RuleID, b: RuleID) -> Bool { a.uuid < b.uuid }
}
