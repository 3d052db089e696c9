import JSON
import JSONata

/// `States.QueryEvaluationError` in the service's words.
extension StateRuntimeError {
    /// An expression gave nothing.
    static func undefined(_ expression: FieldExpression) -> StateRuntimeError {
        query(expression, "returned nothing (undefined).")
    }

    /// An expression failed; a limit has no code, as the service words it.
    static func evaluation(_ expression: FieldExpression, _ error: JSONataError) -> StateRuntimeError {
        let fault = error.code == "U1001" ? ": \(error.message)" : ". \(error.code): \(error.message)"
        return query(expression, "threw an error during evaluation\(fault)")
    }

    /// An expression gave a value of a type that the field does not take.
    static func unexpectedType(
        _ expression: FieldExpression, _ expected: String, _ value: JSONValue
    ) -> StateRuntimeError {
        query(
            expression,
            "returned an unexpected result type. Expected '\(expected)', but was '\(typeName(of: value))' for value: "
                + value.text)
    }

    /// An expression gave a number that the field does not take. The wording is ours; there is no recording.
    static func outOfRange(
        _ expression: FieldExpression, _ kind: String, _ range: ClosedRange<Double>, _ value: JSONValue
    ) -> StateRuntimeError {
        let bounds =
            range.upperBound >= 1e15
            ? "that is at least \(Int(range.lowerBound))"
            : "from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
        return query(
            expression,
            "returned a value that is out of range. Expected \(article(kind)) \(bounds), but was: "
                + value.text)
    }

    private static func article(_ kind: String) -> String { kind == "integer" ? "an integer" : "a number" }

    /// What a `Timestamp` holds is none.
    static func notATimestamp(_ text: String) -> StateRuntimeError {
        StateRuntimeError(
            queryCause: "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                + text, location: "Timestamp")
    }

    /// A Map without `Items` was given something else than an array.
    static func mapInputNotAnArray(_ value: JSONValue) -> StateRuntimeError {
        StateRuntimeError(queryCause: "Map state input must be an array but was: \(value.text)", location: nil)
    }

    /// `Items`, a template, made something else than an array. Ours; there is no recording.
    static func itemsNotAnArray(_ value: JSONValue) -> StateRuntimeError {
        StateRuntimeError(
            queryCause: "The field 'Items' must be an array but was: \(value.text)", location: "Items")
    }

    private static func query(_ expression: FieldExpression, _ fault: String) -> StateRuntimeError {
        StateRuntimeError(
            queryCause: "The JSONata expression '\(expression.text)' specified for the field '\(expression.field)' "
                + fault, location: expression.field)
    }

    private static func typeName(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
