public import Engine
internal import EventLog
internal import Synchronization

/// Objects in memory, for tests of distributed Maps.
public final class MemoryObjectStore: ObjectStore {
    private let objects = Mutex<[ObjectLocation: [UInt8]]>([:])

    /// No objects.
    public init() {}

    /// Puts a text.
    public func put(_ text: String, to location: ObjectLocation) {
        objects.withLock { $0[location] = Array(text.utf8) }
    }

    /// Takes an object away.
    public func remove(_ location: ObjectLocation) {
        objects.withLock { $0[location] = nil }
    }

    /// The text of an object; `nil` where there is none.
    public func text(of location: ObjectLocation) -> String? {
        objects.withLock { $0[location] }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// All objects, by bucket and key.
    public var locations: [ObjectLocation] {
        objects.withLock { $0.keys.sorted { ($0.bucket, $0.key) < ($1.bucket, $1.key) } }
    }

    /// The bytes of an object.
    public func size(of location: ObjectLocation) async throws(ObjectStoreError) -> Int {
        try bytes(of: location).count
    }

    /// A part of an object.
    public func read(_ location: ObjectLocation, _ range: Range<Int>) async throws(ObjectStoreError) -> [UInt8] {
        Array(try bytes(of: location).dropFirst(range.lowerBound).prefix(range.count))
    }

    /// Keeps an object.
    public func write(_ bytes: [UInt8], to location: ObjectLocation) async throws(ObjectStoreError) {
        objects.withLock { $0[location] = bytes }
    }

    /// The objects of a bucket.
    public func list(
        bucket: String, prefix: String, after key: String?
    ) async throws(ObjectStoreError) -> [ObjectSummary] {
        objects.withLock { objects in
            objects.filter { $0.key.bucket == bucket && $0.key.key.hasPrefix(prefix) }
                .filter { key?.utf8.lexicographicallyPrecedes($0.key.key.utf8) ?? true }
                .map { ObjectSummary(key: $0.key.key, size: $0.value.count, lastModified: Timestamp(microseconds: 0)) }
                .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }
    }

    private func bytes(of location: ObjectLocation) throws(ObjectStoreError) -> [UInt8] {
        guard let bytes = objects.withLock({ $0[location] }) else { throw .noSuchKey(location) }
        return bytes
    }
}
