/// Where an object is, in S3's words.
public struct ObjectLocation: Hashable, Sendable, CustomStringConvertible {
    /// The bucket.
    public let bucket: String
    /// The key within it.
    public let key: String
    /// The version of the object; `nil` means the newest.
    public let version: String?

    /// Names an object.
    public init(bucket: String, key: String, version: String? = nil) {
        self.bucket = bucket
        self.key = key
        self.version = version
    }

    /// `s3://bucket/key`, with `?versionId=` where there is one.
    public var description: String { "s3://\(bucket)/\(key)" + (version.map { "?versionId=\($0)" } ?? "") }
}
