/// Why a scalar could not be read or written. The path is added where it is known, so that good values never make one.
enum ScalarFailure: Error {
    case wrongKind(expected: JSONKind)
    case unfit(String)

    /// The error for a value found at a path. It names kinds and types, never values.
    func decodingError(_ type: Any.Type, _ found: JSONValue, _ codingPath: [any CodingKey]) -> DecodingError {
        switch self {
        case .wrongKind(let expected):
            let context = DecodingError.Context(
                codingPath: codingPath, debugDescription: "expected \(expected.phrase), found \(found.kind.phrase)")
            return found.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
        case .unfit(let reason):
            return .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: reason))
        }
    }

    /// The error for a value that cannot be written at a path.
    func encodingError(_ value: Any, _ codingPath: [any CodingKey]) -> EncodingError {
        let reason = if case .unfit(let reason) = self { reason } else { "JSON has no such value" }
        return .invalidValue(value, EncodingError.Context(codingPath: codingPath, debugDescription: reason))
    }
}
