public import JSON

/// One rule of a `Catch` field.
public struct Catcher: Sendable, Hashable {
    /// The errors it takes.
    public let errors: ErrorMatcher
    /// The state to go to.
    public let next: String
    /// Where the error output goes in the state's raw input; nil drops it.
    public let resultPath: ReferencePath?
    /// The language of the state's fields.
    public let queryLanguage: QueryLanguage
    /// With JSONata, what the next state is given in place of the error output (`Output`).
    public let output: PayloadTemplate?
    /// The variables to assign in place of the state's, where the rule takes an error.
    public let assign: PayloadTemplate?
    /// The rule's `Comment`.
    public let comment: String?

    /// Whether the rule takes an error of that name.
    public func matches(_ error: String) -> Bool {
        errors.matches(error)
    }

    /// What the next state is given: the error output, by `ResultPath` in the raw input. `OutputPath` has no part in
    /// it. With JSONata `Output`, or the error output.
    public func output(
        _ error: ErrorOutput, raw: JSONText, context: ContextObject
    ) throws(StateRuntimeError) -> JSONText {
        if queryLanguage == .jsonata {
            let text = error.jsonText
            return try InputOutput.filled(
                output, raw: raw, outcome: .init(errorOutput: text), context: context, field: .output) ?? text
        }
        return try InputOutput.merged(error.jsonText, into: raw, at: resultPath)
    }

    /// The variables that the rule assigns, as an object; nil for none. `$` is the error output.
    public func assigned(
        _ error: ErrorOutput, raw: JSONText, context: ContextObject
    ) throws(StateRuntimeError) -> JSONText? {
        guard let assign else { return nil }
        if queryLanguage == .jsonata {
            return try InputOutput.filled(
                assign, raw: raw, outcome: .init(errorOutput: error.jsonText), context: context, field: .assign)
        }
        return try InputOutput.assigned(assign, from: error.jsonText, context: context)
    }

    /// Whether leaving the state by it draws chance.
    public var drawsChance: Bool { [output, assign].contains { $0?.drawsChance ?? false } }
}
