/// A stream that a claim gave to its worker.
public struct ClaimedStream: Hashable, Sendable {
    /// Why the worker gets it.
    public enum Reason: Hashable, Sendable {
        /// It was due and nobody had it.
        case due
        /// The worker that had it is dead; whoever decides on the stream records the takeover first.
        case takenOver(from: WorkerID)
        /// This very claim took it before, and the reply was lost. With the reply went the reason: it may have been a
        /// takeover, so whoever decides on a stream that it does not know that it runs records a takeover first.
        case claimedBefore
        /// The worker holds it already, and somebody else appended to it.
        case moved
    }

    /// The stream.
    public let stream: StreamID
    /// The queue it was found on.
    public let queue: Queue
    /// When it was due.
    public let due: Timestamp
    /// Why the worker gets it.
    public let reason: Reason

    /// Describes a claimed stream.
    public init(stream: StreamID, queue: Queue, due: Timestamp, reason: Reason) {
        self.stream = stream
        self.queue = queue
        self.due = due
        self.reason = reason
    }
}
