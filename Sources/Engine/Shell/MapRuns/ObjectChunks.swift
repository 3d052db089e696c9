/// Reads an object piece by piece.
struct ObjectChunks {
    private let store: any ObjectStore
    private let location: ObjectLocation
    private var offset = 0

    init(_ location: ObjectLocation, in store: any ObjectStore) {
        self.store = store
        self.location = location
    }

    /// The next piece; nil behind the last.
    mutating func next() async throws(ObjectStoreError) -> [UInt8]? {
        let bytes = try await store.read(location, offset..<offset + store.partLength)
        offset += bytes.count
        return bytes.isEmpty ? nil : bytes
    }
}
