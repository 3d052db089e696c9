internal import EventLog

/// A wake-up with what the store notes beside it.
struct MemoryWakeUp {
    /// The mark that somebody other than the holder moved the stream.
    struct Moved {
        /// The claim that told the holder; `nil` until one did.
        var told: ClaimID?
        /// Whether the mark came without events: then a later release does not prove that its writer knew of it.
        let isPoke: Bool
    }

    /// As it was committed, with its present holder.
    var wakeUp: WakeUp
    /// The claim that gave the stream to its holder.
    var claim: ClaimID?
    /// The mark, where there is one.
    var moved: Moved?
    /// Changes with the wake-up: tells the current entry of a `DueHeap` from older ones.
    var stamp: UInt64
}
