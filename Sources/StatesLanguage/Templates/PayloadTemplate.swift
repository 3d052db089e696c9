import JSON

/// A `Parameters`, `ResultSelector`, `ItemSelector` or `Assign` value, parsed: literals, and members whose key ends in
/// `.$` and whose value is a path or a call of an intrinsic function. With JSONata also an `Arguments` or `Output` value:
/// literals and expressions, at any depth.
public struct PayloadTemplate: Sendable, Hashable {
    let root: Node
    /// The text of a template in which nothing is evaluated, made once.
    let literalText: JSONText?
    /// Whether it may come out differently each time for the same data: it draws a random number or a UUID.
    public let drawsChance: Bool

    init(root: Node) {
        self.root = root
        drawsChance = root.drawsChance
        if case .literal(let value) = root {
            literalText = JSONText(value)
        } else {
            literalText = nil
        }
    }

    /// Whether something in it reads `$` or `$states.input`.
    var readsInput: Bool { root.readsInput }

    /// Whether something in it reads a variable.
    var readsVariables: Bool { root.readsVariables }

    /// Whether nothing in it is evaluated.
    public var isLiteral: Bool { literalText != nil }
}
