/// What a claim gave.
public struct ClaimResult: Hashable, Sendable {
    /// The streams that the worker holds from now on.
    public let streams: [ClaimedStream]
    /// When the next stream comes due that the worker could have and nobody holds; `nil` where there is none. It lets a
    /// worker sleep until then instead of asking again and again.
    public let nextDue: Timestamp?
    /// The store's clock at the claim: due times are compared with this clock only.
    public let now: Timestamp

    /// Describes an answer.
    public init(streams: [ClaimedStream], nextDue: Timestamp?, now: Timestamp) {
        self.streams = streams
        self.nextDue = nextDue
        self.now = now
    }
}
