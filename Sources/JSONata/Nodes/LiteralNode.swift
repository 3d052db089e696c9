/// A number, string, boolean or null as written.
final class LiteralNode: Node {
    private let literal: Syntax.Literal

    init(_ literal: Syntax.Literal) {
        self.literal = literal
    }

    func evaluate(_ input: Value, _ frame: Frame, _ run: Run) throws(Failure) -> Value {
        switch literal {
        case .string(let text): .string(text)
        case .number(let value): .number(value)
        case .bool(let value): .bool(value)
        case .null: .null
        }
    }

    /// The string, for keys that are one.
    var string: String? {
        if case .string(let text) = literal { text } else { nil }
    }

    /// The number, for predicates that are one.
    var number: Double? {
        if case .number(let value) = literal { value } else { nil }
    }
}
