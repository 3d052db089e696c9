public import JSON

extension PayloadTemplate {
    /// The template filled in, as text; `$` is the input.
    ///
    /// Throws where a path selects nothing, and where an intrinsic function fails.
    public func text(input: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        try text(input: input, context: context, field: .other)
    }

    func text(
        input: JSONText, context: ContextObject, field: ChanceField
    ) throws(StateRuntimeError) -> JSONText {
        if let literalText { return literalText }
        return try JSONText.made(value(input: input, context: context, field: field))
    }

    /// The template filled in; `$` is the input.
    ///
    /// Throws where a path selects nothing, and where an intrinsic function fails.
    public func value(input: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONValue {
        try value(input: input, context: context, field: .other)
    }

    func text(
        _ input: ParsedInput, context: ContextObject, field: ChanceField
    ) throws(StateRuntimeError) -> JSONText {
        if let literalText { return literalText }
        var scope = EvaluationScope(input, context: context, field: field)
        return try text(in: &scope)
    }

    /// The template filled in, of expressions that read more than the input.
    func text(in scope: inout EvaluationScope) throws(StateRuntimeError) -> JSONText {
        if let literalText { return literalText }
        if case .expression(let expression) = root, let text = expression.passedOn(in: scope) { return text }
        return try JSONText.made(root.value(in: &scope))
    }

    private func value(
        input: JSONText, context: ContextObject, field: ChanceField
    ) throws(StateRuntimeError) -> JSONValue {
        if case .literal(let value) = root { return value }
        var scope = EvaluationScope(input: input, context: context, field: field)
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
        case .call(let call):
            return try call.value(in: &scope)
        case .expression(let expression):
            return try expression.value(in: &scope)
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
