/// Takes steps in their order. `if`, `switch` and `for` choose, while the definition is written, which steps it has; what an
/// execution chooses is a `Choice`.
@resultBuilder public enum StepBuilder {
    /// One step.
    public static func buildExpression(_ step: any Step) -> [any Step] { [step] }

    /// Steps that were put together elsewhere.
    public static func buildExpression(_ steps: [any Step]) -> [any Step] { steps }

    /// All steps in order.
    public static func buildBlock(_ parts: [any Step]...) -> [any Step] { parts.flatMap(\.self) }

    /// The steps of an `if` without `else`.
    public static func buildOptional(_ steps: [any Step]?) -> [any Step] { steps ?? [] }

    /// The steps of the first of two ways.
    public static func buildEither(first steps: [any Step]) -> [any Step] { steps }

    /// The steps of the second of two ways.
    public static func buildEither(second steps: [any Step]) -> [any Step] { steps }

    /// The steps of a loop.
    public static func buildArray(_ rounds: [[any Step]]) -> [any Step] { rounds.flatMap(\.self) }
}
