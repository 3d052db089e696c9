/// What became of a commit.
public enum CommitOutcome: Hashable, Sendable {
    /// All of it is durable, by this call or by an earlier one whose answer was lost.
    case committed
    /// Nothing of it was written: `stream` ends at `head` and not where the commit expected it to.
    case conflict(stream: StreamID, head: StreamHead)
}
