public import JSON

/// A state that hands its input on, reshaped.
///
/// A nil `inputPath`, `resultPath` or `outputPath` is the definition's `null`; an absent field is the root path.
public struct PassState: Sendable, Hashable {
    /// The state's name.
    public let name: String
    /// The state's `Comment`.
    public let comment: String?
    /// The language of the state's fields.
    public let queryLanguage: QueryLanguage
    /// Selects the effective input; nil gives `{}`.
    public let inputPath: JSONPath?
    /// Shapes the effective input.
    public let parameters: PayloadTemplate?
    /// The result in place of the effective input; taken literally, paths inside are not evaluated.
    public let result: JSONText?
    /// Where the result goes in the raw input; nil drops it.
    public let resultPath: ReferencePath?
    /// Selects the output; nil gives `{}`.
    public let outputPath: JSONPath?
    /// With JSONata, what the state hands on in place of its input (`Output`).
    public let output: PayloadTemplate?
    /// Where the state leads.
    public let transition: Transition
    /// The variables that the state assigns when it is left.
    public let assign: PayloadTemplate?

    /// What the state hands on for a raw input: the whole work of the state.
    public func output(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        if queryLanguage == .jsonata {
            return try InputOutput.filled(output, raw: raw, context: context, field: .output) ?? raw
        }
        let effective = try InputOutput.effectiveInput(
            raw, inputPath: inputPath, parameters: parameters, context: context)
        let merged = try InputOutput.merged(result ?? effective, into: raw, at: resultPath)
        return try InputOutput.output(merged, at: outputPath, context: context)
    }

    /// The variables that the state assigns, as an object; nil for none. `$` is the result, before `ResultPath`.
    public func assigned(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText? {
        guard let assign else { return nil }
        if queryLanguage == .jsonata {
            return try InputOutput.filled(assign, raw: raw, context: context, field: .assign)
        }
        let effective = try InputOutput.effectiveInput(
            raw, inputPath: inputPath, parameters: parameters, context: context)
        return try InputOutput.assigned(assign, from: result ?? effective, context: context)
    }

    /// Whether leaving the state draws chance.
    public var drawsChance: Bool { [parameters, output, assign].contains { $0?.drawsChance ?? false } }
}
