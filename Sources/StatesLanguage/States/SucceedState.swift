public import JSON

/// A state that ends the machine well.
///
/// A nil `inputPath` or `outputPath` is the definition's `null`; an absent field is the root path.
public struct SucceedState: Sendable, Hashable {
    /// The state's name.
    public let name: String
    /// The state's `Comment`.
    public let comment: String?
    /// The language of the state's fields.
    public let queryLanguage: QueryLanguage
    /// Selects the effective input; nil gives `{}`.
    public let inputPath: JSONPath?
    /// Selects the output from the effective input; nil gives `{}`.
    public let outputPath: JSONPath?
    /// With JSONata, what the state hands on in place of its input (`Output`).
    public let output: PayloadTemplate?

    /// What the machine ends with.
    public func output(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> JSONText {
        if queryLanguage == .jsonata {
            return try InputOutput.filled(output, raw: raw, context: context, field: .output) ?? raw
        }
        let effective = try InputOutput.input(raw, at: inputPath, context: context)
        return try InputOutput.output(effective, at: outputPath, context: context)
    }

    /// Whether the output draws chance.
    public var drawsChance: Bool { output?.drawsChance ?? false }
}
