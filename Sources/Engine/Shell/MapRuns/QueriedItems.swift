internal import EventLog
internal import JSON
internal import StatesLanguage

/// The rows of a query as the items of a distributed Map: they are in the log, because a query that is asked again may answer
/// otherwise, and then items would be lost or doubled.
///
/// All rows are recorded before the first execution begins. Who dies while recording leaves a part, and whoever takes the Map
/// over records anew behind it; who was overtaken meets a conflict. `QueryBegun`, `ItemsRead` for each page, `QueryEnded`.
struct QueriedItems: Sendable {
    private let store: any EventStore
    private let stream: StreamID
    /// How many rows there are.
    let count: Int
    /// The last event that was read.
    private var version: StreamVersion

    /// Reads the query's rows into the log, or finds them there.
    static func recorded(_ plan: MapRunPlan, _ id: MapRunID, _ engine: ExecutionEngine) async throws -> QueriedItems {
        let stream = StreamID(.mapRunItems, id.uuid)
        while true {
            do {
                let last = try await last(of: stream, in: engine.store)
                if let last, last.type == .queryEnded { return try QueriedItems(endingWith: last, in: engine.store) }
                var recording = QueryRecording(stream: stream, last: last, client: engine.client)
                try await recording.record(plan, engine)
            } catch EventStoreError.invalidRequest(let reason) {
                throw ItemReaderFailure(reason)
            } catch let error as EventStoreError where error.advice != .giveUp {
                // Or somebody else records, and one of the two will be told to end.
                try await Task.sleep(for: .milliseconds(100))
            } catch EngineError.store(let error) where error.advice != .giveUp {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private init(endingWith event: RecordedEvent, in store: any EventStore) throws {
        let fields = try JSONValue(parsing: event.payload)
        guard let begin = fields["begin"]?.numberValue?.int, let count = fields["count"]?.numberValue?.int else {
            throw ItemReaderFailure("The recorded rows cannot be read.")
        }
        self.store = store
        self.count = count
        stream = event.stream
        version = StreamVersion(begin)
    }

    private static func last(of stream: StreamID, in store: any EventStore) async throws -> RecordedEvent? {
        let head = try await store.head(of: stream).head
        guard head != .empty else { return nil }
        return try await store.read(stream, after: StreamVersion(rawValue: head.version.rawValue - 1), limit: 1).first
    }

    /// The next rows; none behind the last.
    mutating func next() async throws -> [JSONText] {
        let events = try await store.read(stream, after: version, limit: 1)
        guard let event = events.first, event.type == .itemsRead else { return [] }
        version = event.version
        var items: [JSONText] = []
        var reader = JSONReader(JSONText(unchecked: event.payload[...]))
        try reader.beginArray()
        while try reader.nextElement() { items.append(try reader.readText()) }
        return items
    }
}

extension EventType {
    static let queryBegun = EventType("QueryBegun")
    static let itemsRead = EventType("ItemsRead")
    static let queryEnded = EventType("QueryEnded")
}
