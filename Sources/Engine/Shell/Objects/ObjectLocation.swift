/// Where an object is, in S3's words.
public struct ObjectLocation: Hashable, Sendable, CustomStringConvertible {
    /// The bucket.
    public let bucket: String
    /// The key within it.
    public let key: String

    /// Names an object.
    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// `s3://bucket/key`.
    public var description: String { "s3://\(bucket)/\(key)" }
}
