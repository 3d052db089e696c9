public import JSON

/// A state that ends the machine with an error.
public struct FailState: Sendable, Hashable {
    /// The state's name.
    public let name: String
    /// The state's `Comment`.
    public let comment: String?
    /// The language of the state's fields.
    public let queryLanguage: QueryLanguage
    /// The error's name (`Error`, `ErrorPath`); nil where the definition gives none.
    public let error: FailText?
    /// The error's cause (`Cause`, `CausePath`); nil where the definition gives none.
    public let cause: FailText?

    /// The error the machine ends with.
    ///
    /// Throws where a path selects nothing or no string.
    public func resolve(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> ErrorOutput {
        var scope = EvaluationScope(input: raw, context: context, field: .error)
        let error = try FailState.text(error, field: "ErrorPath", in: &scope)
        let cause = try FailState.text(cause, field: "CausePath", in: &scope)
        return ErrorOutput(error: error, cause: cause)
    }

    /// Whether the error's texts draw chance.
    public var drawsChance: Bool {
        [error, cause].contains { text in
            switch text {
            case .call(let call)?: call.drawsChance
            case .expression(let expression)?: expression.drawsChance
            case .constant?, .path?, nil: false
            }
        }
    }

    private static func text(
        _ text: FailText?,
        field: String,
        in scope: inout EvaluationScope
    ) throws(StateRuntimeError) -> String? {
        switch text {
        case nil: return nil
        case .constant(let constant)?: return constant
        case .path(let path)?:
            let value = try scope.value(of: path, field: field)
            guard case .string(let string) = value else {
                throw StateRuntimeError.notAString(field: field, path: path.text, value: value)
            }
            return string
        case .expression(let expression)?: return try expression.string(in: &scope)
        case .call(let call)?:
            let value = try call.value(in: &scope)
            guard case .string(let string) = value else {
                throw StateRuntimeError.notAString(field: field, path: call.text, value: value)
            }
            return string
        }
    }
}
