internal import JSON
internal import StatesLanguage

/// The items inside of the objects of a list, one object after the other: what `LOAD_AND_FLATTEN` makes of it.
struct ListedObjects {
    private let bucket: String
    private let prefix: String
    private let reader: ItemReader
    private let store: any ObjectStore
    /// Those of the list's last page that are yet to be read, the last first.
    private var waiting: [ObjectSummary] = []
    private var current: ItemSource?
    private var key: String?

    init(bucket: String, prefix: String, _ reader: ItemReader, in store: any ObjectStore) async throws(ObjectStoreError)
    {
        self.bucket = bucket
        self.prefix = prefix
        self.reader = reader
        self.store = store
        try await turnPage()
    }

    private mutating func turnPage() async throws(ObjectStoreError) {
        waiting = try await store.page(of: bucket, prefix: prefix, after: key).reversed()
    }

    /// The next item; nil behind the last.
    ///
    /// - Throws: `ItemReaderFailure` that names the object, or `ObjectStoreError`.
    mutating func next() async throws -> JSONText? {
        while true {
            do {
                if let item = try await current?.next() { return item }
                if waiting.isEmpty { try await turnPage() }
                guard let object = waiting.popLast() else { return nil }
                key = object.key
                // What stands for a folder holds nothing.
                guard object.size > 0 else { continue }
                current = try await ItemSource(ObjectLocation(bucket: bucket, key: object.key), reader, in: store)
            } catch let failure as ItemReaderFailure {
                throw ItemReaderFailure("\(ObjectLocation(bucket: bucket, key: key ?? "")): \(failure)")
            }
        }
    }
}
