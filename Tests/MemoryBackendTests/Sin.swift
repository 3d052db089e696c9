/// A way in which a store can break its word.
enum Sin: String, CaseIterable, Sendable {
    /// Writes the first append of a commit although another one is a conflict.
    case halfCommit
    /// Writes the events of an overlapping append that fit.
    case halfAppend
    /// Gives up the whole call where one commit is a conflict.
    case failsNeighbours
    /// Looks at versions only.
    case ignoresHash
    /// Takes appends beyond the head.
    case allowsGaps
    /// Answers a commit that is sent again with a conflict.
    case forgetsCommits
    /// Takes any conflict for a commit sent again.
    case believesAnyone
    /// Takes everything for committed while somebody else writes.
    case losesRaces
    /// Drops the last byte of every payload over ten bytes.
    case losesByte
    /// Writes JSON in its own way.
    case tidiesPayloads
    /// Takes payloads that are no UTF-8.
    case takesAnyBytes
    /// Skips the first event of each page after the first.
    case skipsAtPageBorder
    /// Leaves wake-ups out of commits with more than one append.
    case forgetsWakeUps
    /// Writes the wake-up of a commit that is a conflict.
    case wakesWithoutCommit
    /// Gives what is due to everybody.
    case claimsTwice
    /// Gives what is not due yet.
    case claimsEarly
    /// Gives streams of every queue.
    case ignoresQueues
    /// Gives streams that need a higher semantics number.
    case ignoresSemantics
    /// Gives parked streams.
    case claimsParked
    /// Gives nothing again when a claim is sent again.
    case forgetsClaims
    /// Does not tell what moved.
    case tellsNothing
    /// Tells what moved with every claim.
    case tellsForEver
    /// Never looks at leases.
    case forgetsLeases
    /// Notices dead processes by their leases only.
    case trustsTheDead
    /// Waits for the lease of a worker that has retired.
    case ignoresRetirement
    /// Lists streams by their status at the first page.
    case listsTwice
    /// Leaves the last stream of a page out.
    case leavesOutAtPageBorder
    /// Does not look at labels.
    case ignoresLabels
    /// Answers heads in an order of its own.
    case shufflesHeads
    /// Never says that something changed.
    case hintsNothing
    /// Loses the wake-ups in a rebuild.
    case losesIndexes
}
