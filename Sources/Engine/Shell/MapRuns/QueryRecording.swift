internal import EventLog
internal import JSON
internal import StatesLanguage

/// One attempt to record all rows of a query.
struct QueryRecording {
    /// The rows taken from the database at one time.
    private static let pageSize = 500
    /// The bytes of items in one event, as long as one item does not have more.
    private static let eventBytes = 262_144

    private let stream: StreamID
    private let client: ExecutionClient
    private var head: StreamHead
    private var time: Timestamp
    private var count = 0
    private var pending: [JSONText] = []
    private var pendingBytes = 0

    /// - Parameter last: the last event of an attempt before.
    init(stream: StreamID, last: RecordedEvent?, client: ExecutionClient) {
        self.stream = stream
        self.client = client
        head = last?.head ?? .empty
        time = last?.recordedAt ?? Timestamp(microseconds: 0)
    }

    /// Records them all.
    ///
    /// - Throws: `ItemReaderFailure`, or `EventStoreError`; `unavailable` where somebody else records.
    mutating func record(_ plan: MapRunPlan, _ engine: ExecutionEngine) async throws {
        guard let store = engine.store as? any QueryableEventStore, engine.configuration.allowsQueries else {
            throw ItemReaderFailure("The engine answers no queries.")
        }
        guard let sql = plan.reader?["Sql"]?.stringValue else { throw ItemReaderFailure("Sql is missing.") }
        let values = (plan.reader?["Parameters"]?.arrayValue ?? []).map { QueryValue($0) }
        let cursor = try await store.query(sql, values)
        do {
            try await record(cursor, sql, most: plan.maxItems ?? Int.max)
        } catch {
            await cursor.close()
            throw error
        }
        await cursor.close()
    }

    private mutating func record(_ cursor: any QueryCursor, _ sql: String, most: Int) async throws {
        try await append(.queryBegun, JSONText(["sql": .string(sql)]))
        let begin = JSONNumber(Int(head.version.rawValue))
        while count < most {
            let rows = try await cursor.next(min(QueryRecording.pageSize, most - count))
            if rows.isEmpty { break }
            for row in rows { try await add(try JSONText(validating: row)) }
        }
        try await flush()
        try await append(.queryEnded, JSONText(["begin": .number(begin), "count": .number(JSONNumber(count))]))
    }

    private mutating func add(_ item: JSONText) async throws {
        if pendingBytes + item.count > QueryRecording.eventBytes { try await flush() }
        pending.append(item)
        pendingBytes += item.count + 1
        count += 1
    }

    private mutating func flush() async throws {
        guard !pending.isEmpty else { return }
        var writer = JSONWriter()
        writer.beginArray()
        for item in pending { writer.text(item) }
        writer.endArray()
        (pending, pendingBytes) = ([], 0)
        try await append(.itemsRead, JSONText(unchecked: writer.utf8[...]))
    }

    private mutating func append(_ type: EventType, _ payload: JSONText) async throws {
        time = max(time, client.configuration.clock.now())
        let event = NewEvent(type: type, recordedAt: time, payload: Array(payload.utf8))
        let status = type == .queryEnded ? StreamStatus.recorded : nil
        let commit = Commit(id: client.commitID(), Append(to: stream, expected: head, events: [event], status: status))
        switch try await client.commit(commit) {
        case .committed: head = commit.heads[0]
        case .conflict: throw EventStoreError.unavailable(reason: "somebody else records the rows")
        }
    }
}

extension QueryValue {
    fileprivate init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let number): self = .number(number.text)
        case .string(let text): self = .text(text)
        case .array, .object: self = .text(JSONText(value).string)
        }
    }
}

extension StreamStatus {
    /// All rows of a query are in the log.
    static let recorded = StreamStatus("RECORDED")
}
