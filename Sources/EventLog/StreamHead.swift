/// Where a stream ends: the version of its last event and that event's hash.
///
/// An append names the head it was decided on. Version and hash together tell a stream that moved on
/// from one that was restored to an earlier point and went another way.
public struct StreamHead: Hashable, Sendable, CustomStringConvertible {
    /// The version of the last event, or 0.
    public let version: StreamVersion
    /// The hash of the last event, or 32 zero bytes.
    public let hash: SHA256Hash

    /// Names the end of a stream.
    public init(version: StreamVersion, hash: SHA256Hash) {
        self.version = version
        self.hash = hash
    }

    /// The head of a stream that has no event yet.
    public static let empty = StreamHead(version: .none, hash: .zero)

    /// The version and the first eight digits of the hash.
    public var description: String { "\(version)@\(hash.hex.prefix(8))" }
}
