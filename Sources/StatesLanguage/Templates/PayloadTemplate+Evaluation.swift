public import JSON

extension PayloadTemplate {
    /// The template filled in, as text; `$` is the input.
    ///
    /// Throws where a path selects nothing.
    public func text(input: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        if let literalText { return literalText }
        return JSONText(try value(input: input, context: context))
    }

    /// The template filled in; `$` is the input.
    ///
    /// Throws where a path selects nothing.
    public func value(input: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONValue {
        if case .literal(let value) = root { return value }
        var scope = EvaluationScope(input: input, context: context)
        return try root.value(in: &scope)
    }
}

extension PayloadTemplate.Node {
    fileprivate func value(in scope: inout EvaluationScope) throws(StateRuntimeError) -> JSONValue {
        switch self {
        case .literal(let value):
            return value
        case .path(let path, let field):
            return try scope.value(of: path, field: field)
        case .object(let members):
            var object = JSONObject()
            for member in members { object[member.key] = try member.node.value(in: &scope) }
            return .object(object)
        case .array(let nodes):
            var elements: [JSONValue] = []
            elements.reserveCapacity(nodes.count)
            for node in nodes { elements.append(try node.value(in: &scope)) }
            return .array(elements)
        }
    }
}
