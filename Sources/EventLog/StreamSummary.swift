/// What the store knows of a stream without reading it.
public struct StreamSummary: Hashable, Sendable {
    /// The stream.
    public let stream: StreamID
    /// Where it ends; `.empty` when there is no such stream.
    public let head: StreamHead
    /// Its status; `open` when there is no such stream.
    public let status: StreamStatus
    /// Its labels.
    public let labels: StreamLabels
    /// When its first event happened; `nil` when there is no such stream.
    public let createdAt: Timestamp?
    /// Why it is parked, where it is.
    public let parked: String?

    /// Describes a stream.
    public init(
        stream: StreamID, head: StreamHead, status: StreamStatus, labels: StreamLabels, createdAt: Timestamp?,
        parked: String? = nil
    ) {
        self.stream = stream
        self.head = head
        self.status = status
        self.labels = labels
        self.createdAt = createdAt
        self.parked = parked
    }
}
