public import JSON

/// When a Choice rule holds: a comparison or an expression, or several joined by `&&`, `||` and `!`.
public struct Condition: Sendable {
    let members: [(key: String, value: DefinitionNode)]
    /// The expression, where it is one.
    private let expression: String?

    /// Compares what a path selects with a constant.
    public init(_ variable: String, _ comparator: Comparator, _ value: JSONValue) {
        members = [("Variable", .scalar(.string(variable))), (comparator.rawValue, DefinitionNode(value))]
        expression = nil
    }

    /// Compares what a path selects with what another one selects; the tests of kind (`is…`) and `stringMatches` have no
    /// such form, and the definition is refused.
    public init(_ variable: String, _ comparator: Comparator, path: String) {
        members = [("Variable", .scalar(.string(variable))), (comparator.rawValue + "Path", .scalar(.string(path)))]
        expression = nil
    }

    /// Asks a JSONata expression, which gives true or false: `$states.input.total > 100`, without `{%` and `%}`.
    public init(jsonata expression: String) {
        members = [("Condition", .scalar(.string("{% \(expression) %}")))]
        self.expression = expression
    }

    private init(_ key: String, _ value: DefinitionNode) {
        members = [(key, value)]
        expression = nil
    }

    /// Joins two expressions as JSONata does, everything else as the language does.
    private init(_ key: String, _ word: String, _ left: Condition, _ right: Condition) {
        if let first = left.expression, let second = right.expression {
            self.init(jsonata: "(\(first)) \(word) (\(second))")
        } else {
            self.init(key, .array([left.node, right.node]))
        }
    }

    private var node: DefinitionNode { .object(members) }

    /// Whether both hold (`And`).
    public static func && (left: Condition, right: Condition) -> Condition {
        Condition("And", "and", left, right)
    }

    /// Whether one of them holds (`Or`).
    public static func || (left: Condition, right: Condition) -> Condition {
        Condition("Or", "or", left, right)
    }

    /// Whether it does not hold (`Not`).
    public static prefix func ! (condition: Condition) -> Condition {
        if let expression = condition.expression { return Condition(jsonata: "$not(\(expression))") }
        return Condition("Not", condition.node)
    }
}
