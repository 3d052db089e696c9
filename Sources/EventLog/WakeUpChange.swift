/// What an append does to its stream's wake-up.
public enum WakeUpChange: Hashable, Sendable {
    /// Leaves it: the ordinary append of a worker that holds the stream.
    case unchanged
    /// Writes it: at creation, at a release, when a stream falls asleep.
    case set(WakeUp)
    /// Removes it: the stream needs nobody any more.
    case remove
    /// Says that somebody other than its holder moved the stream: the holder learns it from its next `claimDue`, and
    /// where nobody holds it, it is due at once.
    case markMoved
}
