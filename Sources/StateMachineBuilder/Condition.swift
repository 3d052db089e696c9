public import JSON

/// When a Choice rule holds: a comparison, or several joined by `&&`, `||` and `!`.
public struct Condition: Sendable {
    let members: [(key: String, value: DefinitionNode)]

    /// Compares what a path selects with a constant.
    public init(_ variable: String, _ comparator: Comparator, _ value: JSONValue) {
        members = [("Variable", .scalar(.string(variable))), (comparator.rawValue, DefinitionNode(value))]
    }

    /// Compares what a path selects with what another one selects; the tests of kind (`is…`) and `stringMatches` have no
    /// such form, and the definition is refused.
    public init(_ variable: String, _ comparator: Comparator, path: String) {
        members = [("Variable", .scalar(.string(variable))), (comparator.rawValue + "Path", .scalar(.string(path)))]
    }

    private init(_ key: String, _ value: DefinitionNode) { members = [(key, value)] }

    private var node: DefinitionNode { .object(members) }

    /// Whether both hold (`And`).
    public static func && (left: Condition, right: Condition) -> Condition {
        Condition("And", .array([left.node, right.node]))
    }

    /// Whether one of them holds (`Or`).
    public static func || (left: Condition, right: Condition) -> Condition {
        Condition("Or", .array([left.node, right.node]))
    }

    /// Whether it does not hold (`Not`).
    public static prefix func ! (condition: Condition) -> Condition { Condition("Not", condition.node) }
}
