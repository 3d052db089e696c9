internal import EventLog

/// A commit for an execution that a shard holds.
struct Proposal {
    let stream: StreamID
    let commit: Commit
}
