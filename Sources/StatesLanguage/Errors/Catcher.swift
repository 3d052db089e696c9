public import JSON

/// One rule of a `Catch` field.
public struct Catcher: Sendable, Hashable {
    /// The errors it takes.
    public let errors: ErrorMatcher
    /// The state to go to.
    public let next: String
    /// Where the error output goes in the state's raw input; nil drops it.
    public let resultPath: ReferencePath?
    /// The variables to assign in place of the state's, where the rule takes an error.
    public let assign: PayloadTemplate?
    /// The rule's `Comment`.
    public let comment: String?

    /// Whether the rule takes an error of that name.
    public func matches(_ error: String) -> Bool {
        errors.matches(error)
    }

    /// What the next state is given: the error output, by `ResultPath` in the raw input. `OutputPath` has no part in
    /// it.
    public func output(_ error: ErrorOutput, raw: JSONText) throws(StateRuntimeError) -> JSONText {
        try InputOutput.merged(error.jsonText, into: raw, at: resultPath)
    }

    /// The variables that the rule assigns, as an object; nil for none. `$` is the error output.
    public func assigned(_ error: ErrorOutput, context: ContextObject) throws(StateRuntimeError) -> JSONText? {
        guard let assign else { return nil }
        return try InputOutput.assigned(assign, from: error.jsonText, context: context)
    }
}
