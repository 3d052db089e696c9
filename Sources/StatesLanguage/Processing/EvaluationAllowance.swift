import JSONata

/// What may be evaluated at one time: how much the expressions and paths of one step of a state may do together, and how much
/// was done by the steps before it.
///
/// It belongs to one decision, whose steps take from it one after the other; nothing of it is shared with another one.
public final class EvaluationAllowance: @unchecked Sendable {
    /// What the expressions may still use.
    var expressions = FieldExpression.limits
    /// What the paths may still do.
    var paths = PathEffort()
    private var earlierSteps = 0
    private var earlierMemory = 0
    private var earlierEffort = 0

    /// A whole one.
    public init() {}

    /// The next step has a whole one again.
    public func renew() {
        earlierSteps += FieldExpression.limits.steps - expressions.steps
        earlierMemory += FieldExpression.limits.memory - expressions.memory
        earlierEffort += PathEffort.most - paths.left
        (expressions, paths) = (FieldExpression.limits, PathEffort())
    }

    /// Whether all steps together did as much as one may: whoever decides does better to go on another time.
    public var isUsedUp: Bool {
        earlierSteps + FieldExpression.limits.steps - expressions.steps >= FieldExpression.limits.steps
            || earlierMemory + FieldExpression.limits.memory - expressions.memory >= FieldExpression.limits.memory
            || earlierEffort + PathEffort.most - paths.left >= PathEffort.most
    }
}

/// It is no part of what is evaluated.
extension EvaluationAllowance: Hashable {
    /// Always.
    public static func == (left: EvaluationAllowance, right: EvaluationAllowance) -> Bool { true }

    /// Feeds nothing.
    public func hash(into hasher: inout Hasher) {}
}
