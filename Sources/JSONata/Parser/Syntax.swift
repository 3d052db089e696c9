/// A node of the syntax tree, changed in place while the tree is being resolved.
final class Syntax {
    var form: Form
    /// UTF-16 units to the end of the node's token.
    let position: Int
    /// How many nodes stand inside each other below and with this one.
    private(set) var height: Int

    /// `[]` was written behind it.
    var keepsArray = false
    /// A path with a step that keeps arrays.
    var keepsSingleton = false
    /// An array constructor that a path must not flatten.
    var isConstructed = false
    /// Filters on something that is no path's step.
    var predicates: [Syntax] = []
    /// Filters and index bindings of a path's step.
    var stages: [Stage] = []
    var group: GroupSyntax?
    /// The step or path binds variables, so that it yields tuples.
    var yieldsTuples = false
    /// The variable of `@`.
    var focus: String?
    /// The variable of `#`.
    var index: String?
    /// What `%` of a later step refers to.
    var ancestor: Ancestor?
    /// Parents that are still to be found to the left of this node.
    var seeking: [Ancestor] = []

    init(_ form: Form, at position: Int) {
        self.form = form
        self.position = position
        height = form.children.reduce(0) { max($0, $1.height) } + 1
    }

    /// Adds an operator to a chain such as `a + b`, which becomes longer by it and not deeper; false for any other node.
    func extend(by link: Link) -> Bool {
        guard case .chain(let first, var links) = form else { return false }
        form = .end
        links.append(link)
        form = .chain(first, links)
        height = max(height, link.operand.height + 1)
        return true
    }
}

extension Syntax {
    /// A filter or an index binding after a step.
    enum Stage {
        case filter(Syntax, at: Int)
        case index(String)
    }

    /// The `{…}` behind a step.
    struct GroupSyntax {
        let pairs: [(Syntax, Syntax)]
        let position: Int
    }

    /// An operator and its right side.
    struct Link {
        let op: Operator
        var operand: Syntax
        let position: Int
    }

    struct SortTerm {
        let isDescending: Bool
        var expression: Syntax
    }

    /// What a `%` refers to: a step so many levels to the left, which binds a label.
    final class Ancestor {
        var label: String
        var level = 1

        init(label: String) {
            self.label = label
        }
    }

    enum Literal {
        case string(String)
        case number(Double)
        case bool(Bool)
        case null
    }

    enum Form {
        case name(String)
        case variable(String)
        case literal(Literal)
        case regex(RegexProgram)
        case wildcard
        case descendants
        case parent
        /// `%` with what it refers to.
        case ancestor(Ancestor)
        case placeholder
        case end
        /// `and`, `or` or `in` where an operand should be: a name.
        case word(String)
        /// Operators that lean to the left.
        case chain(Syntax, [Link])
        case range(Syntax, Syntax)
        case negation(Syntax)
        case array([Syntax])
        case object([(Syntax, Syntax)])
        case block([Syntax])
        case call(Syntax, [Syntax])
        case partialCall(Syntax, [Syntax])
        case lambda([String], Signature?, Syntax)
        case condition(Syntax, Syntax, Syntax?)
        case transform(Syntax, Syntax, Syntax?)
        case bind(String, Syntax)
        case apply(Syntax, Syntax)
        // Only before resolving:
        case map(Syntax, Syntax)
        case predicate(Syntax, Syntax)
        case grouping(Syntax, [(Syntax, Syntax)])
        case orderBy(Syntax, [SortTerm])
        case focus(Syntax, String)
        case index(Syntax, String)
        // Only after resolving:
        case path([Syntax])
        case sort([SortTerm])

        var children: [Syntax] {
            switch self {
            case .name, .variable, .literal, .regex, .wildcard, .descendants, .parent, .ancestor, .placeholder, .end,
                .word:
                []
            case .range(let a, let b), .apply(let a, let b), .map(let a, let b), .predicate(let a, let b): [a, b]
            case .chain(let first, let links): [first] + links.map(\.operand)
            case .negation(let a), .bind(_, let a), .focus(let a, _), .index(let a, _), .lambda(_, _, let a): [a]
            case .array(let items), .block(let items), .path(let items): items
            case .object(let pairs): pairs.flatMap { [$0.0, $0.1] }
            case .call(let a, let items), .partialCall(let a, let items): [a] + items
            case .condition(let a, let b, let c), .transform(let a, let b, let c): [a, b] + (c.map { [$0] } ?? [])
            case .grouping(let a, let pairs): [a] + pairs.flatMap { [$0.0, $0.1] }
            case .orderBy(let a, let terms): [a] + terms.map(\.expression)
            case .sort(let terms): terms.map(\.expression)
            }
        }

        /// The kind's name in the reference's errors.
        var kind: String {
            switch self {
            case .name, .word: "name"
            case .variable: "variable"
            case .literal(.string): "string"
            case .literal(.number): "number"
            case .literal: "value"
            case .regex: "regex"
            case .wildcard: "wildcard"
            case .descendants: "descendant"
            case .parent, .ancestor: "parent"
            case .placeholder: "operator"
            case .end: "(end)"
            case .chain, .range, .map, .predicate, .grouping, .orderBy, .focus, .index: "binary"
            case .negation, .array, .object: "unary"
            case .block: "block"
            case .call: "function"
            case .partialCall: "partial"
            case .lambda: "lambda"
            case .condition: "condition"
            case .transform: "transform"
            case .bind: "bind"
            case .apply: "apply"
            case .path: "path"
            case .sort: "sort"
            }
        }
    }
}
