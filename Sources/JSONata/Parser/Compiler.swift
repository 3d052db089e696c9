internal import JSON

/// Turns a text into nodes that evaluate: reads it, resolves its paths, numbers its variables.
struct Compiler {
    private(set) var symbols: SymbolTable
    /// A variable was bound in the scope that is being compiled.
    private var bindsNames = false

    init(symbols: SymbolTable = SymbolTable()) {
        self.symbols = symbols
    }

    /// The node of a whole text; throws codes `S…`.
    mutating func compile(_ text: String, deepest: Int = ExpressionParser.deepest) throws(Failure) -> any Node {
        compile(try Self.tree(of: text, deepest: deepest))
    }

    /// The node of a tree.
    mutating func compile(_ tree: Syntax) -> any Node {
        node(tree)
    }

    /// The resolved tree of a whole text; throws codes `S…`.
    static func tree(of text: String, deepest: Int = ExpressionParser.deepest) throws(Failure) -> Syntax {
        var parser = ExpressionParser(text, deepest: deepest)
        var resolver = Resolver()
        return try resolver.resolveRoot(try parser.parse())
    }

    // MARK: - Nodes

    private mutating func node(_ tree: Syntax, isTail: Bool = false) -> any Node {
        if case .path(let steps) = tree.form { return path(steps, tree) }
        let isRefined = !tree.predicates.isEmpty || tree.group != nil || tree.keepsArray
        let inner = form(tree, isTail: isTail && !isRefined, collapses: !isRefined)
        guard isRefined else { return inner }
        return RefinedNode(
            inner, tree.predicates.map { Filter(node($0)) }, tree.group.map { grouping($0.pairs, $0.position) },
            keepsArray: tree.keepsArray)
    }

    private mutating func form(_ tree: Syntax, isTail: Bool, collapses: Bool) -> any Node {
        switch tree.form {
        case .name(let name), .word(let name): return NameNode(name)
        case .variable(let name): return variable(name)
        case .ancestor(let ancestor): return VariableNode(symbols.number(of: ancestor.label))
        case .literal(let literal): return LiteralNode(literal)
        case .regex(let program): return RegexNode(program, at: tree.position)
        case .wildcard: return WildcardNode(collapses: collapses)
        case .descendants: return DescendantsNode(collapses: collapses)
        case .chain(let first, let links): return chain(first, links)
        case .range(let first, let last): return RangeNode(node(first), node(last), at: tree.position)
        case .negation(let operand): return NegationNode(node(operand), at: tree.position)
        case .array(let items): return array(items, isConstructed: tree.isConstructed)
        case .object(let pairs): return ObjectNode(grouping(pairs, tree.position))
        case .block(let expressions): return block(expressions, isTail: isTail)
        case .condition(let test, let then, let otherwise):
            return ConditionNode(
                node(test), node(then, isTail: isTail), otherwise.map { node($0, isTail: isTail) })
        case .bind(let name, let value):
            let value = node(value)
            bindsNames = true
            return BindNode(symbols.number(of: name), value)
        case .call(let procedure, let arguments):
            return call(procedure, arguments, tree, isTail: isTail, collapses: collapses)
        case .partialCall(let procedure, let arguments): return partialCall(procedure, arguments, tree)
        case .lambda(let parameters, let signature, let body): return lambda(parameters, signature, body)
        case .apply(let left, let right):
            return ApplyNode(node(left), node(right), at: tree.position, collapses: collapses)
        case .transform(let pattern, let update, let deletion):
            return TransformNode(
                node(pattern), TransformNode.Part(node: node(update), position: update.position),
                deletion.map { TransformNode.Part(node: node($0), position: $0.position) })
        case .parent, .placeholder, .end, .map, .predicate, .grouping, .orderBy, .focus, .index, .path, .sort:
            preconditionFailure("the resolver leaves no \(tree.form.kind) here")
        }
    }

    private mutating func variable(_ name: String) -> any Node {
        switch name {
        case "": ContextNode()
        case "$": RootNode()
        default: VariableNode(symbols.number(of: name))
        }
    }

    private mutating func chain(_ first: Syntax, _ links: [Syntax.Link]) -> any Node {
        BinaryNode(
            node(first), links.map { BinaryNode.Link(op: $0.op, operand: node($0.operand), position: $0.position) })
    }

    private mutating func array(_ items: [Syntax], isConstructed: Bool) -> any Node {
        let items = items.map { item in
            let isArray = if case .array = item.form { true } else { false }
            return ArrayNode.Item(node: node(item), isArray: isArray)
        }
        return ArrayNode(items, isConstructed: isConstructed)
    }

    private mutating func block(_ expressions: [Syntax], isTail: Bool) -> any Node {
        let outer = bindsNames
        bindsNames = false
        defer { bindsNames = outer }
        var nodes = expressions.dropLast().map { node($0) }
        if let last = expressions.last { nodes.append(node(last, isTail: isTail)) }
        return BlockNode(nodes, bindsNames: bindsNames)
    }

    private mutating func grouping(_ pairs: [(Syntax, Syntax)], _ position: Int) -> Grouping {
        Grouping(pairs: pairs.map { Grouping.Pair(key: node($0.0), value: node($0.1)) }, position: position)
    }

    // MARK: - Functions

    /// The name that a procedure goes by, and the variable of that name where the dollar sign is missing.
    private mutating func names(of procedure: Syntax) -> (String?, meant: Int?) {
        switch procedure.form {
        case .variable, .literal: return (procedure.token, nil)
        case .path(let steps):
            guard let name = steps.first?.token else { return (nil, nil) }
            return (name, symbols.number(of: name))
        default: return (nil, nil)
        }
    }

    private mutating func call(
        _ procedure: Syntax, _ arguments: [Syntax], _ tree: Syntax, isTail: Bool, collapses: Bool
    ) -> any Node {
        let (name, meant) = names(of: procedure)
        return CallNode(
            node(procedure), arguments.map { node($0) }, at: tree.position, name: name, meant: meant, isTail: isTail,
            collapses: collapses)
    }

    private mutating func partialCall(_ procedure: Syntax, _ arguments: [Syntax], _ tree: Syntax) -> any Node {
        let (name, meant) = names(of: procedure)
        let arguments = arguments.map { argument -> (any Node)? in
            if case .placeholder = argument.form { nil } else { node(argument) }
        }
        return PartialCallNode(node(procedure), arguments, at: tree.position, name: name, meant: meant)
    }

    private mutating func lambda(_ parameters: [String], _ signature: Signature?, _ body: Syntax) -> any Node {
        let outer = bindsNames
        defer { bindsNames = outer }
        return LambdaNode(parameters.map { symbols.number(of: $0) }, signature, node(body, isTail: true))
    }

    // MARK: - Paths

    private mutating func path(_ steps: [Syntax], _ tree: Syntax) -> any Node {
        let startsWithVariable = if case .variable = steps[0].form { true } else { false }
        let compiled = steps.map { step($0) }
        return PathNode(
            compiled, startsWithVariable: startsWithVariable, keepsSingleton: tree.keepsSingleton,
            keepsArray: tree.keepsArray, yieldsTuples: tree.yieldsTuples,
            grouping: tree.group.map { grouping($0.pairs, $0.position) })
    }

    private mutating func step(_ tree: Syntax) -> Step {
        var step: Step
        if case .sort(let terms) = tree.form {
            step = Step(.sort(sorting(terms, tree.position)))
        } else {
            step = Step(.node(node(tree)))
        }
        step.stages = tree.stages.map { stage in
            switch stage {
            case .filter(let predicate, _): .filter(Filter(node(predicate)))
            case .index(let name): .index(symbols.number(of: name))
            }
        }
        step.yieldsTuples = tree.yieldsTuples
        step.isConstructed = tree.isConstructed
        step.focus = tree.focus.map { symbols.number(of: $0) }
        step.index = tree.index.map { symbols.number(of: $0) }
        step.ancestor = tree.ancestor.map { symbols.number(of: $0.label) }
        return step
    }

    private mutating func sorting(_ terms: [Syntax.SortTerm], _ position: Int) -> Sorting {
        Sorting(
            terms: terms.map { Sorting.Term(node: node($0.expression), isDescending: $0.isDescending) },
            position: position)
    }
}
