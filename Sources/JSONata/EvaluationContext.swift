/// What an evaluation takes from outside besides its input: the time, the chance, and how much it may use.
///
/// Equal contexts give equal results, so a replay that passes what was recorded repeats every byte.
public struct EvaluationContext: Sendable {
    /// The time that `$now()` and `$millis()` tell, in milliseconds since 1970-01-01T00:00:00Z; one value per evaluation.
    public var milliseconds: Int64
    /// Where `$random()`, `$uuid()` and `$shuffle()` start.
    public var seed: UInt64
    /// How much the evaluation may use.
    public var limits: EvaluationLimits
    /// Asked every few thousand steps whether to stop with `U1001`; where a caller has a clock, this is the time limit.
    public var isOverdue: (@Sendable () -> Bool)?

    /// A context.
    public init(
        milliseconds: Int64, seed: UInt64, limits: EvaluationLimits = EvaluationLimits(),
        isOverdue: (@Sendable () -> Bool)? = nil
    ) {
        self.milliseconds = milliseconds
        self.seed = seed
        self.limits = limits
        self.isOverdue = isOverdue
    }
}
