/// What is wrong with a filter policy.
public struct FilterPolicyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The property whose conditions are wrong, its parts joined by full stops; empty where it is the policy itself.
    public let attribute: String
    /// What is wrong.
    public let reason: String

    init(at attribute: String, _ reason: String) {
        self.attribute = attribute
        self.reason = reason
    }

    /// One line.
    public var description: String {
        attribute.isEmpty
            ? "the filter policy is wrong: \(reason)" : "the filter policy is wrong at '\(attribute)': \(reason)"
    }
}
