internal import EventLog
internal import FoundationEssentials
internal import JSON
internal import StatesLanguage

/// What the log says of a state machine: by what its next execution starts where nobody has the machine itself at hand.
///
/// A machine's stream has an event for each version that an engine published, so whoever reads the log knows since when
/// which definition ran under which role, and a start from outside is decided by the log alone.
struct PublishedStateMachine: Hashable, Sendable {
    static let published = EventType("StateMachinePublished")

    var arn: String
    var name: String
    var definition: SHA256Hash
    var role: SHA256Hash
    var roleArn: String
    var queue: Queue
    var semantics: Semantics
    var eventLimit: Int
    var timeoutSeconds: Int?

    init(_ machine: StateMachine, _ configuration: EngineConfiguration) {
        arn = configuration.stateMachineArn(machine.name)
        name = machine.name
        definition = machine.definitionHash
        role = machine.role.hash
        roleArn = machine.role.arn
        queue = configuration.queue
        semantics = .current
        eventLimit = configuration.eventLimit
        timeoutSeconds = machine.definition.timeoutSeconds
    }

    var stream: StreamID { StreamID(.stateMachine, UUID(version8: arn.utf8)) }

    var labels: StreamLabels { ["arn": arn, "name": name] }

    func newEvent(recordedAt: Timestamp, by author: String?) -> NewEvent {
        var fields = EventFieldWriter()
        fields.string("stateMachine", arn)
        fields.string("name", name)
        fields.string("definition", definition.hex)
        fields.string("role", role.hex)
        fields.string("roleArn", roleArn)
        fields.int("semantics", semantics.rawValue)
        fields.string("queue", queue.rawValue)
        fields.int("eventLimit", eventLimit)
        fields.int("timeoutSeconds", timeoutSeconds)
        fields.string("publishedBy", author)
        return NewEvent(type: PublishedStateMachine.published, recordedAt: recordedAt, payload: fields.finish())
    }

    /// Reads what `newEvent` writes.
    ///
    /// - Throws: `ExecutionEventError` where a field is missing or unknown.
    init(_ event: RecordedEvent) throws {
        guard event.type == PublishedStateMachine.published else {
            throw ExecutionEventError.unknownType(event.type, version: event.version)
        }
        var fields = try EventFieldReader(event)
        var texts: [String: String] = [:]
        var numbers: [String: Int] = [:]
        while let key = try fields.next() {
            switch key.string {
            case "stateMachine", "name", "definition", "role", "roleArn", "queue", "publishedBy":
                texts[key.string] = try fields.string()
            case "semantics", "eventLimit", "timeoutSeconds": numbers[key.string] = try fields.int()
            default: throw fields.unknown(key)
            }
        }
        arn = try fields.required(texts["stateMachine"], "stateMachine")
        name = try fields.required(texts["name"], "name")
        definition = try fields.required(texts["definition"].flatMap { SHA256Hash(hex: $0) }, "definition")
        role = try fields.required(texts["role"].flatMap { SHA256Hash(hex: $0) }, "role")
        roleArn = try fields.required(texts["roleArn"], "roleArn")
        queue = Queue(try fields.required(texts["queue"], "queue"))
        semantics = Semantics(rawValue: try fields.required(numbers["semantics"], "semantics"))
        eventLimit = try fields.required(numbers["eventLimit"], "eventLimit")
        timeoutSeconds = numbers["timeoutSeconds"]
    }
}
