/// Where distributed Maps read their items and write their results: files, or a service that speaks of buckets and keys.
public protocol ObjectStore: Sendable {
    /// The bytes of an object.
    ///
    /// - Throws: `ObjectStoreError`.
    func size(of location: ObjectLocation) async throws(ObjectStoreError) -> Int

    /// A part of an object; what is behind its end is left out.
    ///
    /// - Throws: `ObjectStoreError`.
    func read(_ location: ObjectLocation, _ range: Range<Int>) async throws(ObjectStoreError) -> [UInt8]

    /// Writes an object, or writes it anew, as a whole or not at all.
    ///
    /// - Throws: `ObjectStoreError`.
    func write(_ bytes: [UInt8], to location: ObjectLocation) async throws(ObjectStoreError)

    /// The next objects of a bucket whose keys begin with `prefix`, in the order of the keys' bytes: as many as the store gives at one
    /// time, none where there are no more.
    ///
    /// - Parameter key: the key behind which the list begins; `nil` for the first objects.
    /// - Throws: `ObjectStoreError`.
    func list(bucket: String, prefix: String, after key: String?) async throws(ObjectStoreError) -> [ObjectSummary]

    /// How many bytes of an object are read at one time. Default 256 KiB.
    var partLength: Int { get }
}

extension ObjectStore {
    /// 256 KiB.
    public var partLength: Int { 262_144 }
}
