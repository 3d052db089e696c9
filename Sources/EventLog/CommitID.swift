public import FoundationEssentials

/// Names one commit, for ever: stored and hashed with each of its events.
///
/// A commit whose answer was lost is sent again with the same id, and the store knows its own.
public struct CommitID: Hashable, Sendable, CustomStringConvertible {
    /// The id's 128 bits.
    public let uuid: UUID

    /// Takes an id.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// The UUID in lower case.
    public var description: String { uuid.text }
}
