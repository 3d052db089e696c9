public import FoundationEssentials

/// Names one request for work; a request whose reply was lost is sent again with the same id.
public struct ClaimID: Hashable, Sendable, CustomStringConvertible {
    /// The id's 128 bits.
    public let uuid: UUID

    /// Takes an id.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// The UUID in lower case.
    public var description: String { uuid.text }
}
