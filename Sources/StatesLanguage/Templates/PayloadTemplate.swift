/// A `Parameters` or `ResultSelector` value, parsed: literals, and members whose key ends in `.$` and whose value is
/// a path.
public struct PayloadTemplate: Sendable, Hashable {
    let root: Node

    /// Whether nothing in it is evaluated.
    public var isLiteral: Bool {
        if case .literal = root { return true }
        return false
    }
}
