internal import EventLog
internal import JSON
internal import StatesLanguage

/// The items of a distributed Map, one after the other; of a large object only a piece is in memory.
struct ItemSource {
    private enum Kind {
        case list([JSONText])
        case lines(ObjectChunks, pending: [UInt8])
        case csv(ObjectChunks, CSVRecords)
        case rows(QueriedItems)
        indirect case inside(ListedObjects)
        case objects(any ObjectStore, bucket: String, prefix: String, after: String?)
    }

    private var kind: Kind
    /// What was read and not given yet, the last first.
    private var ready: [JSONText] = []
    private var headers: [String]?
    private var columns: [Int] = []
    private var hasEnded = false
    private var given = 0
    private let most: Int
    /// The most bytes of an object whose items are in one array: it and they are in memory. Lines have no such limit.
    static let longestJSON = 256 * 1024 * 1024

    /// Opens the source that a plan names.
    ///
    /// - Throws: `ItemReaderFailure`, or `ObjectStoreError`.
    init(
        _ plan: MapRunPlan, _ reader: ItemReader?, in store: (any ObjectStore)?, rows: QueriedItems?
    ) async throws {
        most = plan.maxItems ?? Int.max
        if let rows {
            kind = .rows(rows)
            return
        }
        guard let reader else {
            kind = .list((plan.items ?? []).map { JSONText($0) }.reversed())
            return
        }
        guard let store else { throw ItemReaderFailure("The engine has no object store.") }
        guard let bucket = plan.reader?["Bucket"]?.stringValue else { throw ItemReaderFailure("Bucket is missing.") }
        if reader.resource.hasSuffix("listObjectsV2") {
            let prefix = plan.reader?["Prefix"]?.stringValue ?? ""
            if reader.transformation == .loadAndFlatten {
                kind = .inside(try await ListedObjects(bucket: bucket, prefix: prefix, reader, in: store))
                return
            }
            kind = .objects(store, bucket: bucket, prefix: prefix, after: nil)
            try await fill()
            return
        }
        guard let key = plan.reader?["Key"]?.stringValue else { throw ItemReaderFailure("Key is missing.") }
        kind = .list([])
        let version = plan.reader?["VersionId"]?.stringValue
        try await open(ObjectLocation(bucket: bucket, key: key, version: version), reader, in: store)
    }

    /// Opens one object.
    ///
    /// - Throws: `ItemReaderFailure`, or `ObjectStoreError`.
    init(_ location: ObjectLocation, _ reader: ItemReader, in store: any ObjectStore) async throws {
        (most, kind) = (Int.max, .list([]))
        try await open(location, reader, in: store)
    }

    private mutating func open(
        _ location: ObjectLocation, _ reader: ItemReader, in store: any ObjectStore
    ) async throws {
        switch reader.inputType {
        case .json:
            kind = .list(try await ItemSource.elements(of: location, at: reader.pointer, in: store).reversed())
        case .jsonLines: kind = .lines(ObjectChunks(location, in: store), pending: [])
        case .csv:
            kind = .csv(ObjectChunks(location, in: store), CSVRecords(delimiter: reader.delimiter.byte))
            if reader.headerLocation == .given { try setHeaders(reader.headers) }
        }
    }

    /// A source of items that were read already.
    init(listing items: [JSONText], atMost most: Int?) {
        self.most = most ?? Int.max
        kind = .list(items.reversed())
    }

    /// The next item; nil behind the last.
    mutating func next() async throws -> JSONText? {
        guard given < most else { return nil }
        while ready.isEmpty {
            guard !hasEnded else { return nil }
            try await fill()
        }
        given += 1
        return ready.removeLast()
    }

    private mutating func fill() async throws {
        switch kind {
        case .list(let items):
            ready = items
            kind = .list([])
            hasEnded = true
        case .lines(var chunks, var pending):
            if let bytes = try await chunks.next() {
                pending += bytes
                try takeLines(&pending)
            } else {
                hasEnded = true
                pending.append(UInt8(ascii: "\n"))
                try takeLines(&pending)
            }
            kind = .lines(chunks, pending: pending)
        case .csv(var chunks, var records):
            if let bytes = try await chunks.next() {
                try take(records.read(bytes))
            } else {
                hasEnded = true
                if let last = try records.end() { try take([last]) }
            }
            kind = .csv(chunks, records)
        case .rows(var rows):
            ready = try await rows.next().reversed()
            hasEnded = ready.isEmpty
            kind = .rows(rows)
        case .inside(var objects):
            // Held twice, what is read and not given yet would be copied for each item.
            kind = .list([])
            if let item = try await objects.next() { ready = [item] }
            hasEnded = ready.isEmpty
            kind = .inside(objects)
        case .objects(let store, let bucket, let prefix, let last):
            let page = try await store.page(of: bucket, prefix: prefix, after: last)
            ready = page.map(\.item).reversed()
            hasEnded = page.isEmpty
            kind = .objects(store, bucket: bucket, prefix: prefix, after: page.last?.key ?? last)
        }
    }

    private mutating func takeLines(_ pending: inout [UInt8]) throws {
        var items: [JSONText] = []
        var begin = pending.startIndex
        while let end = pending[begin...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = pending[begin..<end]
            begin = end + 1
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x0d || $0 == 0x09 }) { continue }
            guard let item = try? JSONText(JSONValue(parsing: Array(line))) else {
                throw ItemReaderFailure("Line \(given + items.count + 1) is not JSON.")
            }
            items.append(item)
        }
        pending.removeSubrange(..<begin)
        guard pending.count <= CSVRecords.longest else { throw ItemReaderFailure("A line is too long.") }
        ready = items.reversed()
    }

    private mutating func take(_ records: [[String]]) throws {
        var items: [JSONText] = []
        for record in records {
            guard let headers else {
                try setHeaders(record)
                continue
            }
            var object = JSONObject()
            for index in columns { object[headers[index]] = .string(index < record.count ? record[index] : "") }
            items.append(JSONText(.object(object)))
        }
        ready = items.reversed()
    }

    private mutating func setHeaders(_ names: [String]) throws {
        guard Set(names).count == names.count else {
            throw ItemReaderFailure("CSV headers cannot contain duplicates.")
        }
        headers = names
        columns = ColumnOrder.indexes(of: names)
    }

    /// The elements of the array that an object holds, without blanks.
    private static func elements(
        of location: ObjectLocation, at pointer: JSONPointer?, in store: any ObjectStore
    ) async throws -> [JSONText] {
        let size = try await store.size(of: location)
        guard size <= longestJSON else {
            throw ItemReaderFailure(
                "The object has \(size) bytes, and one of JSON is read as a whole, of \(longestJSON) at the most.")
        }
        let bytes = try await store.read(location, 0..<size)
        guard var text = try? JSONText(validating: bytes) else { throw ItemReaderFailure("The object is not JSON.") }
        if let pointer {
            guard let value = try text.value()[pointer] else {
                throw ItemReaderFailure("The object has nothing at the pointer of the items.")
            }
            text = JSONText(value)
        }
        var elements: [JSONText] = []
        do {
            var reader = JSONReader(text)
            try reader.beginArray()
            // Written anew, without blanks, as the service does.
            while try reader.nextElement() { elements.append(JSONText(try reader.readText().value())) }
        } catch {
            throw ItemReaderFailure("Attempting to map over non-iterable node.")
        }
        return elements
    }
}

extension ItemReader.Delimiter {
    fileprivate var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .pipe: UInt8(ascii: "|")
        case .semicolon: UInt8(ascii: ";")
        case .space: UInt8(ascii: " ")
        case .tab: UInt8(ascii: "\t")
        }
    }
}

extension ObjectSummary {
    /// What the service says of an object in a list.
    fileprivate var item: JSONText {
        var item = JSONObject()
        if let etag { item["Etag"] = .string(etag) }
        item["Key"] = .string(key)
        item["LastModified"] = .number(JSONNumber(lastModified.microseconds / 1_000_000))
        item["Size"] = .number(JSONNumber(size))
        item["StorageClass"] = .string(storageClass)
        return JSONText(.object(item))
    }
}
