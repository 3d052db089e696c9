/// One rule of a Choice state: when to go where.
public struct ChoiceRule: Sendable, Hashable {
    /// What must hold.
    public let condition: ChoiceCondition
    /// The state to go to.
    public let next: String
    /// With JSONata, what the state hands on where the rule holds (`Output`); nil for its input.
    public let output: PayloadTemplate?
    /// The variables to assign in place of the state's, where the rule holds.
    public let assign: PayloadTemplate?
    /// The rule's `Comment`.
    public let comment: String?
}
