/// How much an evaluation may use before it ends with `U1001`.
public struct EvaluationLimits: Sendable, Hashable {
    /// How deep expressions and calls may stand inside each other; never more than ``deepest``.
    ///
    /// A call in tail position does not stand inside its caller.
    public var depth: Int
    /// How many steps may be taken: a step is about one operator, one call or one element of a loop.
    public var steps: Int
    /// How many bytes all values made on the way may have together, whether still in use or not.
    public var memory: Int

    /// What fits on a stack of 512 KiB, the least that a thread of Swift's pool has on Linux.
    public static let deepest = 400

    /// Limits; the defaults are for expressions that nobody has looked at.
    public init(depth: Int = EvaluationLimits.deepest, steps: Int = 10_000_000, memory: Int = 512 << 20) {
        self.depth = depth
        self.steps = steps
        self.memory = memory
    }
}
