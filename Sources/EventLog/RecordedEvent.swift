/// An event as it stands in the log: with its place in the stream, its commit and its link of the chain.
public struct RecordedEvent: Hashable, Sendable {
    /// The stream it belongs to.
    public let stream: StreamID
    /// Its place in the stream, from 1.
    public let version: StreamVersion
    /// The name of its kind.
    public let type: EventType
    /// When it happened, as its decider said.
    public let recordedAt: Timestamp
    /// The commit it was written with.
    public let commitID: CommitID
    /// Its data, byte for byte as it was appended.
    public let payload: [UInt8]
    /// Its link of the chain, over everything above and the hash of the event before.
    public let hash: SHA256Hash

    /// Takes an event as it was stored; whether `hash` is right is for `HashChain` to say.
    public init(
        stream: StreamID, version: StreamVersion, type: EventType, recordedAt: Timestamp, commitID: CommitID,
        payload: [UInt8], hash: SHA256Hash
    ) {
        self.stream = stream
        self.version = version
        self.type = type
        self.recordedAt = recordedAt
        self.commitID = commitID
        self.payload = payload
        self.hash = hash
    }

    /// The head of the stream when this is its last event.
    public var head: StreamHead { StreamHead(version: version, hash: hash) }
}
