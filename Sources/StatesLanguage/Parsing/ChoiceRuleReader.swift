import JSON

/// Reads the rules of a Choice state.
struct ChoiceRuleReader {
    let findings: Findings

    /// A rule of the state itself, which names where to go; nil where something was reported.
    func rule(_ value: JSONValue, at location: JSONPointer) -> ChoiceRule? {
        guard let fields = Fields(value, at: location, findings) else { return nil }
        fields.require("Next")
        let next = fields.string("Next")
        let condition = condition(fields, isNested: false)
        let assign = fields.assign()
        guard let next, let condition else { return nil }
        return ChoiceRule(
            condition: condition, next: next, output: nil, assign: assign, comment: fields.string("Comment"))
    }

    private func condition(_ fields: Fields, isNested: Bool) -> ChoiceCondition? {
        var operators: [String] = []
        for key in fields.object.keys {
            switch key {
            case "And", "Or", "Not":
                operators.append(key)
            case "Variable", "Comment":
                continue
            case "Next" where !isNested:
                continue
            case "Next":
                findings.schema("A rule inside another cannot have 'Next'", at: fields.place(key))
            case "Assign" where !isNested:
                continue
            case "Assign":
                findings.schema("A rule inside another cannot have 'Assign'", at: fields.place(key))
            case "Condition", "Output":
                findings.foreignField(key, language: .jsonPath, at: fields.location, mark: fields.place(key))
            default:
                if ComparisonField.byName[key] != nil {
                    operators.append(key)
                } else {
                    findings.schema("The field '\(key)' is not supported in a choice rule", at: fields.place(key))
                }
            }
        }
        guard operators.count == 1 else {
            let found = operators.isEmpty ? "none" : operators.joined(separator: ", ")
            findings.schema(
                "A choice rule has exactly one comparison, 'And', 'Or' or 'Not'; found \(found)", at: fields.location)
            return nil
        }
        return condition(operators[0], fields)
    }

    private func condition(_ name: String, _ fields: Fields) -> ChoiceCondition? {
        if let field = ComparisonField.byName[name] {
            fields.require("Variable")
            let variable = fields.path("Variable")
            let test = test(field, name, fields)
            guard let variable, let test else { return nil }
            return .comparison(Comparison(variable: variable, test: test))
        }
        if fields.has("Variable") {
            findings.schema("'Variable' has no meaning beside '\(name)'", at: fields.place("Variable"))
        }
        if name == "Not" { return nested(fields.object[name], at: fields.place(name)).map { .not($0) } }
        guard let elements = fields.array(name) else { return nil }
        guard !elements.isEmpty else {
            findings.schema("Value cannot be empty", at: fields.place(name))
            return nil
        }
        let conditions = elements.enumerated().compactMap { index, element in
            nested(element, at: fields.place(name).appending(index))
        }
        guard conditions.count == elements.count else { return nil }
        return name == "And" ? .and(conditions) : .or(conditions)
    }

    private func nested(_ value: JSONValue?, at location: JSONPointer) -> ChoiceCondition? {
        guard let value, let fields = Fields(value, at: location, findings) else { return nil }
        return condition(fields, isNested: true)
    }

    private func test(_ field: ComparisonField, _ name: String, _ fields: Fields) -> Comparison.Test? {
        switch field {
        case .string(let ordering, let isPath):
            return operand(name, isPath, fields) { text(name, fields) }.map { .string(ordering, $0) }
        case .numeric(let ordering, let isPath):
            return operand(name, isPath, fields) { fields.number(name) }.map { .numeric(ordering, $0) }
        case .timestamp(let ordering, let isPath):
            return operand(name, isPath, fields) { fields.timestamp(name) }.map { .timestamp(ordering, $0) }
        case .boolean(let isPath):
            return operand(name, isPath, fields) { fields.boolean(name) }.map { .booleanEquals($0) }
        case .stringMatches:
            guard let text = text(name, fields) else { return nil }
            guard let pattern = WildcardPattern(text) else {
                findings.schema("A backslash in a pattern escapes '*' or '\\'", at: fields.place(name))
                return nil
            }
            return .stringMatches(pattern)
        case .isNull: return fields.boolean(name).map { .isNull($0) }
        case .isPresent: return fields.boolean(name).map { .isPresent($0) }
        case .isNumeric: return fields.boolean(name).map { .isNumeric($0) }
        case .isString: return fields.boolean(name).map { .isString($0) }
        case .isBoolean: return fields.boolean(name).map { .isBoolean($0) }
        case .isTimestamp: return fields.boolean(name).map { .isTimestamp($0) }
        }
    }

    private func operand<Value>(
        _ name: String,
        _ isPath: Bool,
        _ fields: Fields,
        constant: () -> Value?
    ) -> Operand<Value>? {
        isPath ? fields.path(name).map { .path($0) } : constant().map { .constant($0) }
    }

    private func text(_ name: String, _ fields: Fields) -> String? {
        let text = fields.string(name)
        if let text { fields.warnOfPath(text, in: name) }
        return text
    }
}
