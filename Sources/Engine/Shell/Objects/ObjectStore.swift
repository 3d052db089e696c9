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

    /// The objects of a bucket whose keys begin with `prefix`, in the order of the keys' bytes.
    ///
    /// - Throws: `ObjectStoreError`.
    func list(bucket: String, prefix: String) async throws(ObjectStoreError) -> [ObjectSummary]
}
