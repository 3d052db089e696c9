import JSON

extension Comparison {
    /// Whether the comparison holds. A value of another type makes it false; a `Variable` or a comparison path that is
    /// not there is an error, except for `IsPresent`.
    func holds(in scope: inout EvaluationScope) throws(StateRuntimeError) -> Bool {
        let found = try scope.valueIfPresent(of: variable)
        if case .isPresent(let wanted) = test { return (found != nil) == wanted }
        guard let value = found else { throw StateRuntimeError.conditionPath(variable) }
        switch test {
        case .string(let ordering, let operand):
            guard let right = try operand.value(in: &scope, from: \.stringValue), let left = value.stringValue
            else { return false }
            return ordering.accepts(Comparison.compare(left, right))
        case .numeric(let ordering, let operand):
            guard let right = try operand.value(in: &scope, from: \.numberValue), let left = value.numberValue
            else { return false }
            return ordering.accepts(JSONNumber.compare(left, right))
        case .timestamp(let ordering, let operand):
            guard let right = try operand.value(in: &scope, from: \.instantValue), let left = value.instantValue
            else { return false }
            return ordering.accepts(left == right ? 0 : left < right ? -1 : 1)
        case .booleanEquals(let operand):
            guard let right = try operand.value(in: &scope, from: \.boolValue), let left = value.boolValue
            else { return false }
            return left == right
        case .stringMatches(let pattern):
            guard let text = value.stringValue else { return false }
            return pattern.matches(text)
        case .isPresent(let wanted): return wanted
        case .isNull(let wanted): return value.isNull == wanted
        case .isNumeric(let wanted): return (value.numberValue != nil) == wanted
        case .isString(let wanted): return (value.stringValue != nil) == wanted
        case .isBoolean(let wanted): return (value.boolValue != nil) == wanted
        case .isTimestamp(let wanted): return (value.instantValue != nil) == wanted
        }
    }

    /// Below, at or above zero. Not by `String`'s own order, for which texts that look alike are the same.
    private static func compare(_ left: String, _ right: String) -> Int {
        if left.utf8.elementsEqual(right.utf8) { return 0 }
        return left.utf16.lexicographicallyPrecedes(right.utf16) ? -1 : 1
    }
}

extension Operand {
    /// The operand, or nil where its path selects a value of another type.
    fileprivate func value(
        in scope: inout EvaluationScope,
        from convert: (JSONValue) -> Value?
    ) throws(StateRuntimeError) -> Value? {
        switch self {
        case .constant(let value): return value
        case .path(let path):
            guard let value = try scope.valueIfPresent(of: path) else { throw StateRuntimeError.conditionPath(path) }
            return convert(value)
        }
    }
}

extension JSONValue {
    /// The string as an instant, where it is a timestamp.
    fileprivate var instantValue: Instant? {
        stringValue.flatMap(Instant.init(rfc3339:))
    }
}
