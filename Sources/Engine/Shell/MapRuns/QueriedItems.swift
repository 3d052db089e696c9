internal import EventLog
internal import JSON
internal import StatesLanguage

/// The rows of a query as the items of a distributed Map: they are in the log, because a query that is asked again may answer
/// otherwise, and then items would be lost or doubled.
///
/// All rows are recorded before the first execution begins. Who dies while recording leaves a part, and whoever takes the Map
/// over records anew behind it; who was overtaken meets a conflict. `QueryBegun`, `ItemsRead` for each page, `QueryEnded`.
struct QueriedItems: Sendable {
    private let engine: ExecutionEngine
    private let stream: StreamID
    /// How many rows there are.
    let count: Int
    /// The last event that was read.
    private var version: StreamVersion

    /// How often a query is asked that cannot be read to its end.
    private static let mostAttempts = 12

    /// Reads the query's rows into the log, or finds them there.
    static func recorded(_ plan: MapRunPlan, _ id: MapRunID, _ engine: ExecutionEngine) async throws -> QueriedItems {
        let stream = StreamID(.mapRunItems, id.uuid)
        var failures = 0
        while true {
            let reason: String
            do {
                let last = try await last(of: stream, in: engine.store)
                if let last, last.type == .queryEnded { return try QueriedItems(endingWith: last, of: engine) }
                var recording = QueryRecording(stream: stream, last: last, client: engine.client)
                try await recording.record(plan, engine)
                continue
            } catch EventStoreError.invalidRequest(let reason) {
                throw ItemReaderFailure(reason)
            } catch let error as EventStoreError where error.advice != .giveUp {
                // Or somebody else records, and one of the two will be told to end.
                reason = error.description
            } catch EngineError.store(let error) where error.advice != .giveUp {
                reason = error.description
            }
            // Each attempt leaves in the log what it came to: there cannot be many.
            failures += 1
            guard failures < QueriedItems.mostAttempts else { throw ItemReaderFailure(reason) }
            try await Task.sleep(for: min(.seconds(30), .milliseconds(100) * (1 << failures)))
        }
    }

    private init(endingWith event: RecordedEvent, of engine: ExecutionEngine) throws {
        let fields = try JSONValue(parsing: event.payload)
        guard let begin = fields["begin"]?.numberValue?.int, let count = fields["count"]?.numberValue?.int else {
            throw ItemReaderFailure("The recorded rows cannot be read.")
        }
        self.engine = engine
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
        let (engine, stream, version) = (engine, stream, version)
        // A Map does not fail because a database was started anew.
        let events = try await engine.patiently { () async throws(EngineError) in
            do throws(EventStoreError) {
                return try await engine.store.read(stream, after: version, limit: 1)
            } catch {
                throw EngineError.store(error)
            }
        }
        guard let event = events.first, event.type == .itemsRead else { return [] }
        self.version = event.version
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
