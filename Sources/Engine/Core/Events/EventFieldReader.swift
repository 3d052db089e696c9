internal import EventLog
internal import JSON

/// Reads the fields of an event's payload, each at most once and none that its type does not have.
struct EventFieldReader: ~Copyable {
    private var reader: JSONReader
    private let event: RecordedEvent

    init(_ event: RecordedEvent) throws {
        self.event = event
        reader = JSONReader(event.payload)
        try reader.beginObject()
    }

    /// The next field's name; `nil` at the end of the payload.
    mutating func next() throws -> JSONKey? {
        if let key = try reader.nextKey() { return key }
        try reader.end()
        return nil
    }

    mutating func string() throws -> String { try reader.readString() }
    mutating func int() throws -> Int { try reader.readInt() }
    mutating func bool() throws -> Bool { try reader.readBool() }
    mutating func text() throws -> JSONText { try reader.readText() }
    mutating func time() throws -> Timestamp { Timestamp(microseconds: Int64(try reader.readInt())) }
    mutating func task() throws -> TaskID { TaskID(rawValue: Int64(try reader.readInt())) }
    mutating func frame() throws -> FrameID { FrameID(rawValue: Int64(try reader.readInt())) }

    mutating func hash() throws -> SHA256Hash { try required(SHA256Hash(hex: string()), "hash") }
    mutating func seed() throws -> Seed { try required(Seed(hex: string()), "seed") }
    mutating func stream() throws -> StreamID { try required(StreamID(string()), "notification") }

    mutating func worker() throws -> WorkerID {
        try required(WorkerID(string()), "worker")
    }

    func unknown(_ key: JSONKey) -> ExecutionEventError {
        .unknownField(key.string, type: event.type, version: event.version)
    }

    func required<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw malformed("'\(name)' is missing or has another form") }
        return value
    }

    func malformed(_ reason: String) -> ExecutionEventError {
        .malformed(reason: reason, type: event.type, version: event.version)
    }
}
