internal import EventLog
internal import JSON

/// The fields of one event of a state machine; one that its type does not have is an error.
struct StateMachineFields {
    private let event: RecordedEvent
    private let fields: JSONObject

    private static let known: [EventType: Set<String>] = [
        .stateMachineCreated: ["type", "definition", "role", "roleArn", "settings"],
        .stateMachineUpdated: ["revision", "definition", "role", "roleArn", "settings"],
        .stateMachineVersionPublished: ["number", "description"],
        .stateMachineVersionDeleted: ["number"],
        .stateMachineAliasSet: ["alias", "description", "routes"],
        .stateMachineAliasDeleted: ["alias"],
        .stateMachineTagged: ["tags"],
        .stateMachineUntagged: ["keys"],
        .stateMachineDeleted: [],
    ]

    init(_ event: RecordedEvent) throws {
        self.event = event
        guard let known = StateMachineFields.known[event.type] else {
            throw ExecutionEventError.unknownType(event.type, version: event.version)
        }
        guard let fields = try? JSONValue(parsing: event.payload).objectValue else {
            throw ExecutionEventError.malformed(
                reason: "the payload is no JSON object", type: event.type, version: event.version)
        }
        for name in fields.keys where !known.contains(name) && name != "requestedBy" {
            throw ExecutionEventError.unknownField(name, type: event.type, version: event.version)
        }
        self.fields = fields
    }

    func string(_ name: String) throws -> String { try required(fields[name]?.stringValue, name) }
    func int(_ name: String) throws -> Int { try required(fields[name]?.numberValue?.int, name) }
    func object(_ name: String) throws -> JSONObject { try required(fields[name]?.objectValue, name) }
    func array(_ name: String) throws -> [JSONValue] { try required(fields[name]?.arrayValue, name) }
    func hash(_ name: String) throws -> SHA256Hash { try required(SHA256Hash(hex: string(name)), name) }
    func optional(_ name: String) -> String? { fields[name]?.stringValue }

    func required<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else {
            throw ExecutionEventError.malformed(
                reason: "'\(name)' is missing or has another form", type: event.type, version: event.version)
        }
        return value
    }
}
