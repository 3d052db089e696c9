public import JSON

/// A number of a Map state: a constant, or where it is to be read when the state begins.
public enum MapNumber: Sendable, Hashable {
    case constant(JSONNumber)
    case path(JSONPath)
    /// With JSONata: what it gives, in a range.
    case expression(FieldExpression, ClosedRange<Double>)

    /// The number; of a text that is a number, that one, as recorded.
    ///
    /// Throws where the path selects nothing, or no number, and where the expression fails or gives none.
    func value(of field: String, in scope: inout EvaluationScope) throws(StateRuntimeError) -> JSONNumber {
        switch self {
        case .constant(let number): return number
        case .expression(let expression, let range): return try expression.number(in: range, in: &scope)
        case .path(let path):
            let value = try scope.value(of: path)
            guard let number = value.numberValue ?? value.stringValue.flatMap({ JSONNumber($0) }) else {
                throw StateRuntimeError.notANumber(field: field, path: path, value: value)
            }
            return number
        }
    }

    var drawsChance: Bool { if case .expression(let expression, _) = self { expression.drawsChance } else { false } }
}
