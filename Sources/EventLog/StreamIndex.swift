/// What the indexes must say of a stream, as it follows from the stream's events.
public struct StreamIndex: Hashable, Sendable {
    /// The status.
    public var status: StreamStatus
    /// The labels.
    public var labels: StreamLabels
    /// The wake-up, without a holder; `nil` where the stream needs nobody.
    public var wakeUp: WakeUp?

    /// Describes index entries.
    public init(status: StreamStatus = .open, labels: StreamLabels = [:], wakeUp: WakeUp? = nil) {
        self.status = status
        self.labels = labels
        self.wakeUp = wakeUp
    }
}
