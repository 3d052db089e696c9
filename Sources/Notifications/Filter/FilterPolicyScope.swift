/// What of a message a filter policy looks at.
public enum FilterPolicyScope: String, Hashable, Sendable, CaseIterable {
    /// Its attributes.
    case messageAttributes = "MessageAttributes"
    /// Its text, which has to be a JSON object: no other text is wanted.
    case messageBody = "MessageBody"
}
