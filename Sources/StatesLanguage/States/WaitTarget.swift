/// When a wait ends, resolved for one execution of its state.
public enum WaitTarget: Sendable, Hashable {
    /// That many seconds after the state was entered; 0 passes at once.
    case seconds(Int)
    /// At that instant; one in the past passes at once.
    case timestamp(Instant)
}
