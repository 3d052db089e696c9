import JSON

extension PayloadTemplate {
    /// A part of a template. What holds no path is one literal, however deep.
    indirect enum Node: Sendable, Hashable {
        case literal(JSONValue)
        case path(JSONPath, field: String)
        case call(IntrinsicCall)
        case expression(FieldExpression)
        case object([Member])
        case array([Node])

        /// A member of an object, its key without `.$`.
        struct Member: Sendable, Hashable {
            let key: String
            let node: Node
        }

        /// Whether something in it reads `$`.
        var readsInput: Bool {
            switch self {
            case .literal: false
            case .path(let path, _): path.root == .input
            case .call(let call): call.readsInput
            case .expression(let expression): expression.readsStates("input")
            case .object(let members): members.contains { $0.node.readsInput }
            case .array(let nodes): nodes.contains { $0.readsInput }
            }
        }

        /// Whether something in it reads a variable.
        var readsVariables: Bool {
            switch self {
            case .literal: false
            case .path(let path, _): path.readsVariable
            case .call(let call): call.readsVariables
            case .expression(let expression): !expression.variables.isEmpty
            case .object(let members): members.contains { $0.node.readsVariables }
            case .array(let nodes): nodes.contains { $0.readsVariables }
            }
        }

        /// Whether something in it draws chance.
        var drawsChance: Bool {
            switch self {
            case .literal, .path: false
            case .call(let call): call.drawsChance
            case .expression(let expression): expression.drawsChance
            case .object(let members): members.contains { $0.node.drawsChance }
            case .array(let nodes): nodes.contains { $0.drawsChance }
            }
        }
    }
}

extension JSONPath {
    /// Whether it starts at a variable.
    fileprivate var readsVariable: Bool { if case .variable = root { true } else { false } }
}

extension IntrinsicCall {
    fileprivate var readsVariables: Bool {
        arguments.contains { argument in
            switch argument {
            case .path(let path): path.readsVariable
            case .call(let inner): inner.readsVariables
            case .literal, .text: false
            }
        }
    }
}
