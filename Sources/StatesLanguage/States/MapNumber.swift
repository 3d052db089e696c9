public import JSON

/// A number of a Map state: a constant, or where it is to be read when the state begins.
public enum MapNumber: Sendable, Hashable {
    case constant(JSONNumber)
    case path(JSONPath)

    /// The number; of a text that is a number, that one, as recorded.
    ///
    /// Throws where the path selects nothing, or no number.
    func value(of field: String, in scope: inout EvaluationScope) throws(StateRuntimeError) -> JSONNumber {
        switch self {
        case .constant(let number): return number
        case .path(let path):
            let value = try scope.value(of: path)
            guard let number = value.numberValue ?? value.stringValue.flatMap({ JSONNumber($0) }) else {
                throw StateRuntimeError.notANumber(field: field, path: path, value: value)
            }
            return number
        }
    }
}
