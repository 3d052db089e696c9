internal import JSON

/// Turns the tree as it was read into paths of steps, and finds what each `%` refers to.
struct Resolver {
    private var labels = 0

    /// The tree to evaluate.
    mutating func resolveRoot(_ tree: Syntax) throws(Failure) -> Syntax {
        let root = try resolve(tree)
        if case .ancestor = root.form { throw Failure("S0217", at: root.position, token: root.form.kind) }
        if !root.seeking.isEmpty { throw Failure("S0217", at: root.position, token: root.form.kind) }
        return root
    }

    private mutating func resolve(_ tree: Syntax) throws(Failure) -> Syntax {
        let result = try resolveForm(tree)
        if tree.keepsArray { result.keepsArray = true }
        return result
    }

    private mutating func resolveForm(_ tree: Syntax) throws(Failure) -> Syntax {
        switch tree.form {
        case .map(let left, let right): return try resolveMap(left, right)
        case .predicate(let left, let filter): return try resolvePredicate(left, filter, at: tree.position)
        case .grouping(let left, let pairs): return try resolveGrouping(left, pairs, at: tree.position)
        case .orderBy(let left, let terms): return try resolveOrder(left, terms, at: tree.position)
        case .focus(let left, let name): return try resolveFocus(left, name, tree)
        case .index(let left, let name): return try resolveIndex(left, name)
        case .name, .word: return path(of: tree)
        case .parent:
            labels += 1
            return Syntax(.ancestor(Syntax.Ancestor(label: "!\(labels)")), at: tree.position)
        case .end: throw Failure("S0207", at: tree.position, token: "(end)")
        case .literal, .variable, .regex, .wildcard, .descendants, .placeholder, .ancestor, .path, .sort: return tree
        default: return try resolveParts(tree)
        }
    }

    private func path(of tree: Syntax) -> Syntax {
        if case .word(let name) = tree.form { tree.form = .name(name) }
        let path = Syntax(.path([tree]), at: tree.position)
        path.keepsSingleton = tree.keepsArray
        return path
    }

    // MARK: - Nodes that stay what they are

    private mutating func resolveParts(_ tree: Syntax) throws(Failure) -> Syntax {
        let result: Syntax
        switch tree.form {
        case .chain(let first, let links):
            let start = try resolve(first)
            var resolved = links
            for index in links.indices { resolved[index].operand = try resolve(links[index].operand) }
            result = Syntax(.chain(start, resolved), at: tree.position)
        case .range(let first, let last):
            result = Syntax(.range(try resolve(first), try resolve(last)), at: tree.position)
        case .negation(let operand):
            let inner = try resolve(operand)
            if case .literal(.number(let value)) = inner.form {
                inner.form = .literal(.number(-value))
                return inner
            }
            result = Syntax(.negation(inner), at: tree.position)
        case .array(let items): result = Syntax(.array(try resolve(items)), at: tree.position)
        case .object(let pairs): result = Syntax(.object(try resolve(pairs)), at: tree.position)
        case .call(let procedure, let arguments):
            let arguments = try resolve(arguments)
            result = Syntax(.call(try resolve(procedure), arguments), at: tree.position)
            for argument in arguments { pass(argument, to: result) }
            return result
        case .partialCall(let procedure, let arguments):
            let arguments = try resolve(arguments)
            result = Syntax(.partialCall(try resolve(procedure), arguments), at: tree.position)
            for argument in arguments { pass(argument, to: result) }
            return result
        case .lambda(let parameters, let signature, let body):
            return Syntax(.lambda(parameters, signature, try resolve(body)), at: tree.position)
        case .condition(let test, let then, let otherwise):
            let parts = (try resolve(test), try resolve(then))
            let last = if let otherwise { try resolve(otherwise) } else { nil as Syntax? }
            result = Syntax(.condition(parts.0, parts.1, last), at: tree.position)
        case .transform(let pattern, let update, let deletion):
            let parts = (try resolve(pattern), try resolve(update))
            let last = if let deletion { try resolve(deletion) } else { nil as Syntax? }
            return Syntax(.transform(parts.0, parts.1, last), at: tree.position)
        case .bind(let name, let value): result = Syntax(.bind(name, try resolve(value)), at: tree.position)
        case .apply(let left, let right):
            result = Syntax(.apply(try resolve(left), try resolve(right)), at: tree.position)
            for part in result.form.children where part.keepsArray { result.keepsArray = true }
            return result
        case .block(let expressions):
            let parts = try resolve(expressions)
            result = Syntax(.block(parts), at: tree.position)
            result.isConstructed = parts.contains { $0.isConstructed || $0.startsConstructed }
        default: return tree
        }
        for part in result.form.children { pass(part, to: result) }
        return result
    }

    private mutating func resolve(_ items: [Syntax]) throws(Failure) -> [Syntax] {
        var resolved: [Syntax] = []
        for item in items { resolved.append(try resolve(item)) }
        return resolved
    }

    private mutating func resolve(_ pairs: [(Syntax, Syntax)]) throws(Failure) -> [(Syntax, Syntax)] {
        var resolved: [(Syntax, Syntax)] = []
        for (key, value) in pairs { resolved.append((try resolve(key), try resolve(value))) }
        return resolved
    }

    // MARK: - Paths

    private mutating func resolveMap(_ left: Syntax, _ right: Syntax) throws(Failure) -> Syntax {
        let first = try resolve(left)
        let path: Syntax
        if case .path = first.form { path = first } else { path = Syntax(.path([first]), at: first.position) }
        if case .ancestor(let ancestor) = first.form { path.seeking = [ancestor] }
        let rest = try resolve(right)
        if case .path(let steps) = rest.form {
            path.steps += steps
        } else {
            rest.stages += rest.predicates.map { .filter($0, at: $0.position) }
            rest.predicates = []
            path.steps.append(rest)
        }
        for step in path.steps {
            switch step.form {
            case .literal(.string(let text)): step.form = .name(text)
            case .literal: throw Failure("S0213", at: step.position, value: step.token.map { .string($0) })
            default: break
            }
        }
        if path.steps.contains(where: \.keepsArray) { path.keepsSingleton = true }
        for step in [path.steps.first, path.steps.last] {
            if let step, case .array = step.form { step.isConstructed = true }
        }
        try resolveAncestry(path)
        return path
    }

    private mutating func resolvePredicate(_ left: Syntax, _ filter: Syntax, at position: Int) throws(Failure) -> Syntax
    {
        let result = try resolve(left)
        let step = result.lastStep
        if step.group != nil { throw Failure("S0209", at: position) }
        let predicate = try resolve(filter)
        if case .ancestor(let ancestor) = predicate.form { predicate.seeking.append(ancestor) }
        if !predicate.seeking.isEmpty {
            for ancestor in predicate.seeking {
                if ancestor.level == 1 { try seek(ancestor, in: step) } else { ancestor.level -= 1 }
            }
            step.seeking += predicate.seeking
            predicate.seeking = []
        }
        if step === result {
            step.predicates.append(predicate)
        } else {
            step.stages.append(.filter(predicate, at: position))
        }
        return result
    }

    private mutating func resolveGrouping(
        _ left: Syntax, _ pairs: [(Syntax, Syntax)], at position: Int
    ) throws(Failure) -> Syntax {
        let result = try resolve(left)
        if result.group != nil { throw Failure("S0210", at: position) }
        result.group = Syntax.GroupSyntax(pairs: try resolve(pairs), position: position)
        return result
    }

    private mutating func resolveOrder(
        _ left: Syntax, _ terms: [Syntax.SortTerm], at position: Int
    ) throws(Failure) -> Syntax {
        let first = try resolve(left)
        let path: Syntax
        if case .path = first.form { path = first } else { path = Syntax(.path([first]), at: first.position) }
        var resolved = terms
        for index in terms.indices { resolved[index].expression = try resolve(terms[index].expression) }
        let sort = Syntax(.sort(resolved), at: position)
        for term in resolved { pass(term.expression, to: sort) }
        path.steps.append(sort)
        try resolveAncestry(path)
        return path
    }

    private mutating func resolveFocus(_ left: Syntax, _ name: String, _ tree: Syntax) throws(Failure) -> Syntax {
        let result = try resolve(left)
        let step = result.lastStep
        if !step.stages.isEmpty || !step.predicates.isEmpty { throw Failure("S0215", at: tree.position) }
        if case .sort = step.form { throw Failure("S0216", at: tree.position) }
        if tree.keepsArray { step.keepsArray = true }
        step.focus = name
        step.yieldsTuples = true
        return result
    }

    private mutating func resolveIndex(_ left: Syntax, _ name: String) throws(Failure) -> Syntax {
        var result = try resolve(left)
        let step = result.lastStep
        if step === result {
            result = Syntax(.path([step]), at: step.position)
            step.stages += step.predicates.map { .filter($0, at: $0.position) }
            step.predicates = []
        }
        if step.stages.isEmpty { step.index = name } else { step.stages.append(.index(name)) }
        step.yieldsTuples = true
        return result
    }

    // MARK: - Parents

    /// What a part is still looking for, its whole looks for as well.
    private func pass(_ part: Syntax, to whole: Syntax) {
        whole.seeking += part.seeking
        if case .ancestor(let ancestor) = part.form { whole.seeking.append(ancestor) }
    }

    private func resolveAncestry(_ path: Syntax) throws(Failure) {
        let steps = path.steps
        guard let last = steps.last else { return }
        var ancestors = last.seeking
        if case .ancestor(let ancestor) = last.form { ancestors.append(ancestor) }
        for ancestor in ancestors {
            var index = steps.count - 2
            while ancestor.level > 0 {
                guard index >= 0 else {
                    path.seeking.append(ancestor)
                    break
                }
                var step = steps[index]
                index -= 1
                // Steps in a row that bind their context count as one.
                while index >= 0, step.focus != nil, steps[index].focus != nil {
                    step = steps[index]
                    index -= 1
                }
                try seek(ancestor, in: step)
            }
        }
    }

    private func seek(_ ancestor: Syntax.Ancestor, in node: Syntax) throws(Failure) {
        switch node.form {
        case .name, .wildcard:
            ancestor.level -= 1
            if ancestor.level == 0 {
                if let known = node.ancestor { ancestor.label = known.label }
                node.ancestor = ancestor
                node.yieldsTuples = true
            }
        case .ancestor: ancestor.level += 1
        case .block(let expressions):
            guard let last = expressions.last else { return }
            node.yieldsTuples = true
            try seek(ancestor, in: last)
        case .path(let steps):
            node.yieldsTuples = true
            var index = steps.count - 1
            try seek(ancestor, in: steps[index])
            index -= 1
            while ancestor.level > 0, index >= 0 {
                try seek(ancestor, in: steps[index])
                index -= 1
            }
        default: throw Failure("S0217", at: node.position, token: node.form.kind)
        }
    }
}

extension Syntax {
    /// The steps of a path.
    fileprivate(set) var steps: [Syntax] {
        get { if case .path(let steps) = form { steps } else { [] } }
        set { form = .path(newValue) }
    }

    /// The last step of a path; of anything else, itself.
    fileprivate var lastStep: Syntax {
        steps.last ?? self
    }

    /// A path whose first step is an array constructor.
    fileprivate var startsConstructed: Bool {
        steps.first?.isConstructed ?? false
    }
}
