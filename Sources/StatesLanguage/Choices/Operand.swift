/// What a variable is compared with.
public enum Operand<Value: Sendable & Hashable>: Sendable, Hashable {
    /// A constant of the definition.
    case constant(Value)
    /// What a path selects (the comparison's `…Path` twin).
    case path(JSONPath)
}
