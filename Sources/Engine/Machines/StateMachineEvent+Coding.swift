internal import EventLog
internal import JSON

extension EventType {
    static let stateMachineCreated = EventType("StateMachineCreated")
    static let stateMachineUpdated = EventType("StateMachineUpdated")
    static let stateMachineVersionPublished = EventType("StateMachineVersionPublished")
    static let stateMachineVersionDeleted = EventType("StateMachineVersionDeleted")
    static let stateMachineAliasSet = EventType("StateMachineAliasSet")
    static let stateMachineAliasDeleted = EventType("StateMachineAliasDeleted")
    static let stateMachineTagged = EventType("StateMachineTagged")
    static let stateMachineUntagged = EventType("StateMachineUntagged")
    static let stateMachineDeleted = EventType("StateMachineDeleted")
}

extension StateMachineEvent {
    var type: EventType {
        switch self {
        case .created: .stateMachineCreated
        case .updated: .stateMachineUpdated
        case .versionPublished: .stateMachineVersionPublished
        case .versionDeleted: .stateMachineVersionDeleted
        case .aliasSet: .stateMachineAliasSet
        case .aliasDeleted: .stateMachineAliasDeleted
        case .tagged: .stateMachineTagged
        case .untagged: .stateMachineUntagged
        case .deleted: .stateMachineDeleted
        }
    }

    func newEvent(recordedAt: Timestamp, requestedBy: String?) -> NewEvent {
        var fields = EventFieldWriter()
        fields.string("requestedBy", requestedBy)
        switch self {
        case .created(let event):
            fields.string("type", event.type)
            event.content.write(to: &fields)
        case .updated(let event):
            fields.string("revision", event.revision)
            event.content.write(to: &fields)
        case .versionPublished(let event):
            fields.int("number", event.number)
            fields.string("description", event.description)
        case .versionDeleted(let number): fields.int("number", number)
        case .aliasSet(let event):
            fields.string("alias", event.alias)
            fields.string("description", event.description)
            fields.text("routes", JSONText(.array(event.routes.map(\.json))))
        case .aliasDeleted(let alias): fields.string("alias", alias)
        case .tagged(let tags): fields.text("tags", JSONText(.object(tags)))
        case .untagged(let keys): fields.text("keys", JSONText(.array(keys.map { .string($0) })))
        case .deleted: break
        }
        return NewEvent(type: type, recordedAt: recordedAt, payload: fields.finish())
    }

    /// Reads what `newEvent` writes.
    ///
    /// - Throws: `ExecutionEventError` where the type or a field is unknown, or a field is missing.
    init(_ recorded: RecordedEvent) throws {
        let fields = try StateMachineFields(recorded)
        switch recorded.type {
        case .stateMachineCreated:
            self = .created(Created(type: try fields.string("type"), content: try Content(fields)))
        case .stateMachineUpdated:
            self = .updated(Updated(revision: try fields.string("revision"), content: try Content(fields)))
        case .stateMachineVersionPublished:
            self = .versionPublished(
                VersionPublished(number: try fields.int("number"), description: fields.optional("description")))
        case .stateMachineVersionDeleted: self = .versionDeleted(try fields.int("number"))
        case .stateMachineAliasSet:
            self = .aliasSet(
                AliasSet(
                    alias: try fields.string("alias"), description: fields.optional("description"),
                    routes: try fields.array("routes").map { try Route($0, fields) }))
        case .stateMachineAliasDeleted: self = .aliasDeleted(try fields.string("alias"))
        case .stateMachineTagged: self = .tagged(try fields.object("tags"))
        case .stateMachineUntagged: self = .untagged(try fields.array("keys").compactMap(\.stringValue))
        case .stateMachineDeleted: self = .deleted
        default: throw ExecutionEventError.unknownType(recorded.type, version: recorded.version)
        }
    }
}

extension StateMachineEvent.Content {
    fileprivate func write(to fields: inout EventFieldWriter) {
        fields.string("definition", definition.hex)
        fields.string("role", role.hex)
        fields.string("roleArn", roleArn)
        fields.text("settings", JSONText(.object(settings)))
    }

    fileprivate init(_ fields: StateMachineFields) throws {
        self.init(
            definition: try fields.hash("definition"), role: try fields.hash("role"),
            roleArn: try fields.string("roleArn"), settings: try fields.object("settings"))
    }
}

extension StateMachineEvent.Route {
    fileprivate var json: JSONValue {
        ["version": .number(JSONNumber(version)), "weight": .number(JSONNumber(weight))]
    }

    fileprivate init(_ value: JSONValue, _ fields: StateMachineFields) throws {
        self.init(
            version: try fields.required(value["version"]?.numberValue?.int, "version"),
            weight: try fields.required(value["weight"]?.numberValue?.int, "weight"))
    }
}
