/// A step of a path.
struct Step: Sendable {
    enum Kind: Sendable {
        case node(any Node)
        case sort(Sorting)
    }

    enum Stage: Sendable {
        case filter(Filter)
        case index(Int)
    }

    let kind: Kind
    var stages: [Stage] = []
    var yieldsTuples = false
    /// An array constructor at the start of the path.
    var isConstructed = false
    /// The name that `@` binds, which keeps the context where it was.
    var focus: Int?
    /// The name that `#` binds.
    var index: Int?
    /// The label under which later steps find the context that this one started from.
    var ancestor: Int?

    init(_ kind: Kind) {
        self.kind = kind
    }

    /// The field's name, when the step is that and no more.
    var plainName: String? {
        guard case .node(let node) = kind, stages.isEmpty, !yieldsTuples else { return nil }
        return (node as? NameNode)?.name
    }
}
