public import EventLog

/// What a list says of an object.
public struct ObjectSummary: Hashable, Sendable {
    /// Its key.
    public let key: String
    /// Its bytes.
    public let size: Int
    /// When it was written last.
    public let lastModified: Timestamp
    /// What its bytes are known by, in quotes; `nil` where the store says nothing of the kind.
    public let etag: String?
    /// How it is kept, such as `STANDARD`.
    public let storageClass: String

    /// Describes an object.
    public init(
        key: String, size: Int, lastModified: Timestamp, etag: String? = nil, storageClass: String = "STANDARD"
    ) {
        self.key = key
        self.size = size
        self.lastModified = lastModified
        self.etag = etag
        self.storageClass = storageClass
    }
}
