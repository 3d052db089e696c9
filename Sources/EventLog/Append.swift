/// What a commit does to one stream: events after the head they were decided on, and what follows from them.
///
/// Without events it only changes the wake-up, the status or the labels, still on condition that the head is `expected`.
public struct Append: Hashable, Sendable {
    /// The stream.
    public let stream: StreamID
    /// The head that the events were decided on; `.empty` creates the stream.
    public let expected: StreamHead
    /// The events, in order.
    public let events: [NewEvent]
    /// What happens to the stream's wake-up.
    public let wakeUp: WakeUpChange
    /// The stream's status from now on; `nil` leaves it. A new stream without one is `open`.
    public let status: StreamStatus?
    /// The stream's labels from now on; `nil` leaves them.
    public let labels: StreamLabels?

    /// Describes an append.
    public init(
        to stream: StreamID, expected: StreamHead, events: [NewEvent], wakeUp: WakeUpChange = .unchanged,
        status: StreamStatus? = nil, labels: StreamLabels? = nil
    ) {
        self.stream = stream
        self.expected = expected
        self.events = events
        self.wakeUp = wakeUp
        self.status = status
        self.labels = labels
    }
}
