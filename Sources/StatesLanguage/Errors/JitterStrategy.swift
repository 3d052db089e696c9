/// Whether chance has a part in a retrier's delays (`JitterStrategy`).
public enum JitterStrategy: String, Sendable, Hashable, CaseIterable {
    /// Each delay is the computed one.
    case none = "NONE"
    /// Each delay is drawn evenly from zero to the computed one.
    case full = "FULL"
}
