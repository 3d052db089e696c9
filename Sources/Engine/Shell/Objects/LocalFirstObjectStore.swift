/// Buckets that have a folder, and another store for all others.
public struct LocalFirstObjectStore: ObjectStore {
    private let local: FileObjectStore
    private let remote: any ObjectStore

    /// Takes the folder of folders, and where all other buckets are.
    public init(_ local: FileObjectStore, otherwise remote: any ObjectStore) {
        self.local = local
        self.remote = remote
    }

    /// The bytes of an object.
    public func size(of location: ObjectLocation) async throws(ObjectStoreError) -> Int {
        try await store(of: location.bucket).size(of: location)
    }

    /// A part of an object.
    public func read(_ location: ObjectLocation, _ range: Range<Int>) async throws(ObjectStoreError) -> [UInt8] {
        try await store(of: location.bucket).read(location, range)
    }

    /// Writes an object; no folder is made for it.
    public func write(_ bytes: [UInt8], to location: ObjectLocation) async throws(ObjectStoreError) {
        try await store(of: location.bucket).write(bytes, to: location)
    }

    /// The next objects of a bucket.
    public func list(
        bucket: String, prefix: String, after key: String?
    ) async throws(ObjectStoreError) -> [ObjectSummary] {
        try await store(of: bucket).list(bucket: bucket, prefix: prefix, after: key)
    }

    /// What the other store reads at one time: a file may be read so, too.
    public var partLength: Int { remote.partLength }

    private func store(of bucket: String) -> any ObjectStore { local.hasBucket(bucket) ? local : remote }
}
