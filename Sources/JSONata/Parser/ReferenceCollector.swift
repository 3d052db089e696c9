/// Finds what a resolved tree refers to outside of itself.
///
/// A variable counts as the expression's own once it is bound in a block around its use; a function may name a later one of
/// its block, which then counts as one from outside.
struct ReferenceCollector {
    private(set) var references = ExpressionReferences()
    private var scopes: [Set<String>] = [[]]
    private var knownReads: Set<ExpressionReferences.Read> = []
    private var knownInputs: Set<String> = []

    init(_ tree: Syntax) {
        visit(tree, atTop: true)
    }

    /// - Parameter atTop: whether the context is the input document.
    private mutating func visit(_ tree: Syntax, atTop: Bool) {
        switch tree.form {
        case .path(let steps): visit(steps: steps, atTop: atTop)
        case .variable(let name): read(name, [], atTop: atTop)
        case .name, .word, .wildcard, .descendants, .parent, .ancestor: visit(name: tree, atTop: atTop)
        case .block(let expressions):
            scopes.append([])
            for expression in expressions { visit(expression, atTop: atTop) }
            scopes.removeLast()
        case .bind(let name, let value): bind(name, value, atTop: atTop)
        case .lambda(let parameters, _, let body):
            scopes.append(Set(parameters))
            visit(body, atTop: atTop)
            scopes.removeLast()
        case .transform(let pattern, let update, let deletion):
            for part in [pattern, update, deletion].compactMap(\.self) { visit(part, atTop: false) }
        case .sort(let terms): for term in terms { visit(term.expression, atTop: false) }
        default: for child in tree.form.children { visit(child, atTop: atTop) }
        }
        visitRefinements(of: tree)
    }

    /// Filters and groups see what they refine, not the input document.
    private mutating func visitRefinements(of tree: Syntax) {
        for predicate in tree.predicates { visit(predicate, atTop: false) }
        for stage in tree.stages {
            switch stage {
            case .filter(let filter, _): visit(filter, atTop: false)
            case .index(let name): declare(name)
            }
        }
        if let focus = tree.focus { declare(focus) }
        if let index = tree.index { declare(index) }
        for (key, value) in tree.group?.pairs ?? [] {
            visit(key, atTop: false)
            visit(value, atTop: false)
        }
    }

    private mutating func visit(steps: [Syntax], atTop: Bool) {
        guard let first = steps.first else { return }
        // What `@` and `#` bind is known in the steps behind it.
        scopes.append([])
        defer { scopes.removeLast() }
        if case .variable(let name) = first.form {
            read(name, Self.names(after: first, in: steps), atTop: atTop)
            visitRefinements(of: first)
        } else {
            visit(first, atTop: atTop)
        }
        for step in steps.dropFirst() {
            if case .name = step.form { visitRefinements(of: step) } else { visit(step, atTop: false) }
        }
    }

    private static func names(after first: Syntax, in steps: [Syntax]) -> [String] {
        guard first.isPlain else { return [] }
        var names: [String] = []
        for step in steps.dropFirst() {
            guard case .name(let name) = step.form else { break }
            names.append(name)
            guard step.isPlain else { break }
        }
        return names
    }

    private mutating func visit(name tree: Syntax, atTop: Bool) {
        guard atTop else { return }
        switch tree.form {
        case .name(let name), .word(let name): input(name)
        case .wildcard: input("*")
        case .descendants: input("**")
        default: input("%")
        }
    }

    private mutating func bind(_ name: String, _ value: Syntax, atTop: Bool) {
        // A function may call itself.
        if case .lambda = value.form { declare(name) }
        visit(value, atTop: atTop)
        declare(name)
    }

    private mutating func declare(_ name: String) {
        scopes[scopes.count - 1].insert(name)
    }

    private mutating func read(_ name: String, _ names: [String], atTop: Bool) {
        switch name {
        case "": if atTop { input("$") }
        case "$": input("$$")
        default:
            guard !scopes.contains(where: { $0.contains(name) }) else { return }
            let read = ExpressionReferences.Read(variable: name, names: names)
            if knownReads.insert(read).inserted { references.reads.append(read) }
        }
    }

    private mutating func input(_ name: String) {
        if knownInputs.insert(name).inserted { references.inputs.append(name) }
    }
}

extension Syntax {
    /// Whether nothing is done with the step but going on from it.
    fileprivate var isPlain: Bool {
        predicates.isEmpty && stages.isEmpty && group == nil && focus == nil && index == nil
    }
}
