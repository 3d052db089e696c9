internal import EventLog
internal import JSON

/// The fields of an event's payload: those that are asked for are known, and any other is an error.
struct EventFields {
    private let object: JSONObject
    private let type: EventType
    private let version: StreamVersion
    private var known: Set<String> = []

    init(_ event: RecordedEvent) throws(NotificationEventError) {
        type = event.type
        version = event.version
        let value: JSONValue
        do {
            value = try JSONValue(parsing: event.payload)
        } catch {
            throw .malformed(reason: error.description, type: event.type, version: event.version)
        }
        guard let object = value.objectValue else {
            throw .malformed(reason: "it is not an object", type: event.type, version: event.version)
        }
        self.object = object
    }

    private init(_ object: JSONObject, within outer: EventFields) {
        self.object = object
        type = outer.type
        version = outer.version
    }

    /// Refuses the fields that nobody asked for.
    func end() throws(NotificationEventError) {
        for (key, _) in object where !known.contains(key) {
            throw .unknownField(key, type: type, version: version)
        }
    }

    mutating func string(_ name: String) throws(NotificationEventError) -> String {
        try require(optionalString(name), name)
    }

    mutating func optionalString(_ name: String) throws(NotificationEventError) -> String? {
        guard let value = value(name) else { return nil }
        return try require(value.stringValue, name)
    }

    mutating func int(_ name: String) throws(NotificationEventError) -> Int {
        try require(value(name)?.numberValue?.int, name)
    }

    mutating func optionalInt(_ name: String) throws(NotificationEventError) -> Int? {
        guard let value = value(name) else { return nil }
        return try require(value.numberValue?.int, name)
    }

    /// Whether there is such a field.
    mutating func has(_ name: String) -> Bool { value(name) != nil }

    /// Milliseconds where there are any; of which the microseconds can be counted.
    mutating func optionalPause(_ name: String) throws(NotificationEventError) -> Int? {
        has(name) ? try pause(name) : nil
    }

    /// The stream of this text, where there is one.
    mutating func stream(_ name: String) throws(NotificationEventError) -> StreamID? {
        guard let text = try optionalString(name) else { return nil }
        return try require(StreamID(text), name)
    }

    mutating func kind(_ name: String) throws(NotificationEventError) -> MessageKind {
        guard let text = try optionalString(name) else { return .notification }
        return try require(MessageKind(rawValue: text), name)
    }

    /// The texts of an object by their names; none where there is no such field.
    mutating func texts(_ name: String) throws(NotificationEventError) -> [String: String] {
        guard let value = value(name) else { return [:] }
        var texts: [String: String] = [:]
        for (key, text) in try require(value.objectValue, name) { texts[key] = try require(text.stringValue, name) }
        return texts
    }

    /// The field `attributes`; none where there is none.
    mutating func attributes() throws(NotificationEventError) -> [MessageAttribute] {
        guard has("attributes") else { return [] }
        var attributes: [MessageAttribute] = []
        for var entry in try objects("attributes") {
            attributes.append(
                MessageAttribute(
                    name: try entry.string("name"), type: try entry.string("type"), value: try entry.string("value")))
            try entry.end()
        }
        return attributes
    }

    /// A SHA-256 value in hexadecimal digits, where there is one.
    mutating func optionalHash(_ name: String) throws(NotificationEventError) -> SHA256Hash? {
        guard let text = try optionalString(name) else { return nil }
        return try require(SHA256Hash(hex: text), name)
    }

    /// Milliseconds of which the microseconds can be counted.
    mutating func pause(_ name: String) throws(NotificationEventError) -> Int {
        let value = try int(name)
        return try require((1...RetrySchedule.longestMilliseconds).contains(value) ? value : nil, name)
    }

    /// The number of an attempt, from 1.
    mutating func attempt() throws(NotificationEventError) -> Int {
        let value = try int("attempt")
        return try require(value > 0 && value < .max ? value : nil, "attempt")
    }

    mutating func bool(_ name: String) throws(NotificationEventError) -> Bool {
        guard let value = value(name) else { return false }
        return try require(value.boolValue, name)
    }

    mutating func time(_ name: String) throws(NotificationEventError) -> Timestamp {
        Timestamp(microseconds: Int64(try int(name)))
    }

    mutating func subscription() throws(NotificationEventError) -> SubscriptionID {
        try require(SubscriptionID(string("subscription")), "subscription")
    }

    mutating func worker(_ name: String) throws(NotificationEventError) -> WorkerID {
        try require(WorkerID(string(name)), name)
    }

    mutating func topic() throws(NotificationEventError) -> TopicARN {
        let text = try string("topic")
        do {
            return try TopicARN(text)
        } catch {
            throw malformed("'topic' is not the ARN of a topic")
        }
    }

    /// The fields `protocol` and `endpoint` as one value.
    mutating func endpoint() throws(NotificationEventError) -> SubscriptionEndpoint {
        let name = try string("protocol")
        let address = try string("endpoint")
        guard let endpoint = SubscriptionEndpoint(protocolName: name, address: address) else {
            throw .unknownProtocol(name, version: version)
        }
        return endpoint
    }

    /// The texts of an array.
    mutating func strings(_ name: String) throws(NotificationEventError) -> [String] {
        let elements = try require(value(name)?.arrayValue, name)
        var result: [String] = []
        for element in elements { result.append(try require(element.stringValue, name)) }
        return result
    }

    /// The objects of an array.
    mutating func objects(_ name: String) throws(NotificationEventError) -> [EventFields] {
        let elements = try require(value(name)?.arrayValue, name)
        var result: [EventFields] = []
        for element in elements { result.append(EventFields(try require(element.objectValue, name), within: self)) }
        return result
    }

    func require<Value>(_ value: Value?, _ name: String) throws(NotificationEventError) -> Value {
        guard let value else { throw malformed("'\(name)' is missing or has another form") }
        return value
    }

    func malformed(_ reason: String) -> NotificationEventError {
        .malformed(reason: reason, type: type, version: version)
    }

    func unknownSemantics(_ number: Int) -> NotificationEventError {
        .unknownSemantics(number, version: version)
    }

    private mutating func value(_ name: String) -> JSONValue? {
        known.insert(name)
        return object[name]
    }
}
