/// How often a `FaultyEventStore` goes wrong in which way; each number is a share of the calls, from 0 to 1.
public struct StoreFaults: Hashable, Sendable {
    /// Commits that are refused as unavailable, with nothing written.
    public var refusedCommits = 0.0
    /// Commits that are carried out and reported as unavailable.
    public var lostCommitAnswers = 0.0
    /// Commits on existing streams that are answered by a conflict, with nothing written.
    public var conflicts = 0.0
    /// Claims that are carried out and reported as unavailable.
    public var lostClaimAnswers = 0.0
    /// Reads, of events or heads, that fail as unavailable.
    public var failedReads = 0.0
    /// Signs of life that fail as unavailable.
    public var failedKeepAlives = 0.0
    /// Commits that are reported as durable though nothing was written. No engine can stand this: it proves that a test
    /// would notice a store that loses what it promised to keep.
    public var forgottenCommits = 0.0
    /// The most times that a call gives other tasks the way before it begins and before it answers.
    public var yields = 0

    /// No faults.
    public init() {}
}
