public import FoundationEssentials

/// A place in a list of streams: the stream after which the next page begins.
///
/// Streams that are created or change while somebody pages neither repeat a stream nor hide one that was there before.
public struct StreamCursor: Hashable, Sendable {
    /// When the last stream of the page was created.
    public let createdAt: Timestamp
    /// Its id.
    public let uuid: UUID

    /// Names a place.
    public init(createdAt: Timestamp, uuid: UUID) {
        self.createdAt = createdAt
        self.uuid = uuid
    }
}
