public import JSON

/// A state that goes on by its input.
///
/// A nil `inputPath` or `outputPath` is the definition's `null`; an absent field is the root path.
public struct ChoiceState: Sendable, Hashable {
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
    /// With JSONata, what the state hands on where no rule holds (`Output`); nil for its input.
    public let output: PayloadTemplate?
    /// The rules, in the order in which they are tried; at least one.
    public let choices: [ChoiceRule]
    /// The state to go to where no rule holds (`Default`).
    public let defaultNext: String?
    /// The variables to assign where no rule holds.
    public let assign: PayloadTemplate?

    /// The rule that holds; nil where none does and `Default` is taken.
    ///
    /// Throws where a rule reads a path that is not there or fails, and where no rule holds and there is no `Default`.
    public func rule(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> Int? {
        let effective = try InputOutput.input(raw, at: inputPath, context: context)
        var scope = EvaluationScope(input: effective, context: context)
        for (index, rule) in choices.enumerated() where try rule.condition.holds(in: &scope) { return index }
        guard defaultNext != nil else { throw StateRuntimeError.noChoiceMatched }
        return nil
    }

    /// What the state hands on by one of its ways: that of a rule, or of `Default` where it is nil.
    public func outcome(rule: Int?, raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> ChoiceOutcome {
        let chosen = rule.map { choices[$0] }
        guard let next = chosen?.next ?? defaultNext else { throw StateRuntimeError.noChoiceMatched }
        let (output, assign) = chosen.map { ($0.output, $0.assign) } ?? (output, assign)
        let assigned: JSONText?
        let text: JSONText
        if queryLanguage == .jsonata {
            assigned = try InputOutput.filled(assign, raw: raw, context: context, field: .assign)
            text = try InputOutput.filled(output, raw: raw, context: context, field: .output) ?? raw
        } else {
            let effective = try InputOutput.input(raw, at: inputPath, context: context)
            assigned = try InputOutput.assigned(assign, from: effective, context: context)
            text = try InputOutput.output(effective, at: outputPath, context: context)
        }
        return ChoiceOutcome(
            ruleIndex: rule, next: next, output: text, assigned: assigned,
            drawsChance: [output, assign].contains { $0?.drawsChance ?? false })
    }

    /// The way the state takes for a raw input, and what it hands on.
    ///
    /// Throws where a rule reads a path that is not there, and where no rule holds and there is no `Default`.
    public func choose(raw: JSONText, context: ContextObject) throws(StateRuntimeError) -> ChoiceOutcome {
        try outcome(rule: rule(raw: raw, context: context), raw: raw, context: context)
    }

    /// Whether choosing the way draws chance.
    public var drawsChanceForRules: Bool {
        choices.contains {
            if case .expression(let expression) = $0.condition { expression.drawsChance } else { false }
        }
    }
}
