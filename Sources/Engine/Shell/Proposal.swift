internal import EventLog

/// A commit for an execution that a shard holds.
struct Proposal {
    let stream: StreamID
    let commit: Commit
    /// The transaction to commit it in; `nil` where it shares one with others.
    var transaction: (any EventStoreTransaction)?
    /// How often it was sent alone without an answer.
    var attempts = 0
}
