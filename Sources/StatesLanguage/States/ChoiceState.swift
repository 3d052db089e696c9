public import JSON

/// A state that goes on by its input.
///
/// A nil `inputPath` or `outputPath` is the definition's `null`; an absent field is the root path.
public struct ChoiceState: Sendable, Hashable {
    /// The state's name.
    public let name: String
    /// The state's `Comment`.
    public let comment: String?
    /// Selects the effective input; nil gives `{}`.
    public let inputPath: JSONPath?
    /// Selects the output from the effective input; nil gives `{}`.
    public let outputPath: JSONPath?
    /// The rules, in the order in which they are tried; at least one.
    public let choices: [ChoiceRule]
    /// The state to go to where no rule holds (`Default`).
    public let defaultNext: String?
    /// The variables to assign where no rule holds.
    public let assign: PayloadTemplate?

    /// The way the state takes for a raw input, and what it hands on.
    ///
    /// Throws where a rule reads a path that is not there, and where no rule holds and there is no `Default`.
    public func choose(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> ChoiceOutcome {
        let effective = try InputOutput.input(raw, at: inputPath, context: context)
        var scope = EvaluationScope(input: effective, context: context)
        var chosen: (index: Int?, next: String, assign: PayloadTemplate?)?
        for (index, rule) in choices.enumerated() where try rule.condition.holds(in: &scope) {
            chosen = (index, rule.next, rule.assign)
            break
        }
        if chosen == nil, let defaultNext { chosen = (nil, defaultNext, assign) }
        guard let chosen else { throw StateRuntimeError.noChoiceMatched }
        let assigned = try InputOutput.assigned(chosen.assign, from: effective, context: context)
        let output = try InputOutput.output(effective, at: outputPath, context: context)
        return ChoiceOutcome(
            ruleIndex: chosen.index, next: chosen.next, output: output, assigned: assigned,
            drawsChance: chosen.assign?.drawsChance ?? false)
    }
}
