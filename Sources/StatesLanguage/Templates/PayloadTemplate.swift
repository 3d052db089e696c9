import JSON

/// A `Parameters` or `ResultSelector` value, parsed: literals, and members whose key ends in `.$` and whose value is
/// a path.
public struct PayloadTemplate: Sendable, Hashable {
    let root: Node
    /// The text of a template in which nothing is evaluated, made once.
    let literalText: JSONText?

    init(root: Node) {
        self.root = root
        if case .literal(let value) = root {
            literalText = JSONText(value)
        } else {
            literalText = nil
        }
    }

    /// Whether nothing in it is evaluated.
    public var isLiteral: Bool { literalText != nil }
}
