import JSON

/// Warns of variables that cannot be there when a Choice compares them.
struct ChoiceAdvice {
    let findings: Findings

    func check(_ choice: ChoiceState, at place: JSONPointer, _ input: Shape) {
        guard input != .unknown else { return }
        // Whoever asks whether something is there knows that it may not be.
        let guarded = choice.choices.flatMap { ChoiceAdvice.guarded(by: $0.condition) }
        for (index, rule) in choice.choices.enumerated() {
            check(rule.condition, guarded, input, at: place.appending("Choices").appending(index))
        }
        if let path = choice.outputPath { findings.check(path, in: input, at: place.appending("OutputPath")) }
    }

    private func check(_ condition: ChoiceCondition, _ guarded: [JSONPath], _ input: Shape, at place: JSONPointer) {
        switch condition {
        case .comparison(let comparison):
            let path = comparison.variable
            guard !guarded.contains(where: { path.segments.starts(with: $0.segments) }) else { return }
            findings.check(path, in: input, at: place.appending("Variable"))
        case .and(let conditions), .or(let conditions):
            let key = if case .and = condition { "And" } else { "Or" }
            for (index, inner) in conditions.enumerated() {
                check(inner, guarded, input, at: place.appending(key).appending(index))
            }
        case .not(let inner): check(inner, guarded, input, at: place.appending("Not"))
        case .expression(let expression): findings.check(expression, in: input, at: place.appending("Condition"))
        case .constant: return
        }
    }

    private static func guarded(by condition: ChoiceCondition) -> [JSONPath] {
        switch condition {
        case .comparison(let comparison):
            if case .isPresent = comparison.test { [comparison.variable] } else { [] }
        case .and(let conditions), .or(let conditions): conditions.flatMap(guarded)
        case .not(let inner): guarded(by: inner)
        case .expression, .constant: []
        }
    }
}
