public import EventLog

/// What a list says of an object.
public struct ObjectSummary: Hashable, Sendable {
    /// Its key.
    public let key: String
    /// Its bytes.
    public let size: Int
    /// When it was written last.
    public let lastModified: Timestamp

    /// Describes an object.
    public init(key: String, size: Int, lastModified: Timestamp) {
        self.key = key
        self.size = size
        self.lastModified = lastModified
    }
}
