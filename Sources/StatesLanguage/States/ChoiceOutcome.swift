public import JSON

/// The way a Choice state took.
public struct ChoiceOutcome: Sendable, Hashable {
    /// The index of the rule that held; nil where none did and `Default` was taken.
    public let ruleIndex: Int?
    /// The state that comes next.
    public let next: String
    /// What the state hands on.
    public let output: JSONText
    /// The variables that are assigned, as an object; nil for none.
    public let assigned: JSONText?
    /// Whether that drew chance.
    public let drawsChance: Bool
}
