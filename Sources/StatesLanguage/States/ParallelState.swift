public import JSON

/// A state that runs branches side by side and hands on an array of what they end with, in the order of the branches.
///
/// A nil `inputPath`, `resultPath` or `outputPath` is the definition's `null`; an absent field is the root path.
public struct ParallelState: FallibleState, Sendable, Hashable {
    /// The state's name.
    public let name: String
    /// The state's `Comment`.
    public let comment: String?
    /// The language of the state's fields.
    public let queryLanguage: QueryLanguage
    /// The branches; at least one.
    public let branches: [StateBlock]
    /// Selects the effective input; nil gives `{}`.
    public let inputPath: JSONPath?
    /// Shapes what the branches are given (`Parameters`; with JSONata `Arguments`).
    public let parameters: PayloadTemplate?
    /// Shapes the array of what the branches end with.
    public let resultSelector: PayloadTemplate?
    /// Where the result goes in the raw input; nil drops it.
    public let resultPath: ReferencePath?
    /// Selects the output; nil gives `{}`.
    public let outputPath: JSONPath?
    /// With JSONata, what the state hands on in place of the result (`Output`).
    public let output: PayloadTemplate?
    /// The retriers, in the order in which they are asked.
    public let retry: [Retrier]
    /// The catchers, in the order in which they are asked.
    public let `catch`: [Catcher]
    /// The variables that the state assigns when it is left.
    public let assign: PayloadTemplate?
    /// Where the state leads.
    public let transition: Transition

    /// What each branch is given: the raw input after `InputPath` and `Parameters`, or `Arguments`.
    public func effectiveInput(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        if queryLanguage == .jsonata {
            return try InputOutput.filled(parameters, raw: raw, context: context, field: .parameters) ?? raw
        }
        return try InputOutput.effectiveInput(raw, inputPath: inputPath, parameters: parameters, context: context)
    }
}
