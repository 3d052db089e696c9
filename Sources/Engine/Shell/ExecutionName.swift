internal import EventLog
internal import FoundationEssentials
internal import JSON

/// The stream that makes an execution's name unique for its machine: one event, born in the commit that starts it.
enum ExecutionName {
    static let type = EventType("ExecutionNamed")

    /// What a name's stream says.
    struct Owner: Hashable {
        let execution: StreamID
        let input: SHA256Hash
    }

    static func stream(stateMachine: String, name: String) -> StreamID {
        StreamID(.executionName, UUID(version8: "\(stateMachine)\u{0}\(name)".utf8))
    }

    static func append(
        stateMachine: String, name: String, execution: StreamID, input: JSONText, at time: Timestamp
    ) -> Append {
        var writer = JSONWriter(reservingCapacity: 256)
        writer.beginObject()
        writer.key("stateMachine")
        writer.string(stateMachine)
        writer.key("name")
        writer.string(name)
        writer.key("execution")
        writer.string(execution.description)
        writer.key("input")
        writer.string(SHA256Hash(of: Array(input.utf8)).hex)
        writer.endObject()
        return Append(
            to: stream(stateMachine: stateMachine, name: name), expected: .empty,
            events: [NewEvent(type: type, recordedAt: time, payload: writer.utf8)])
    }

    static func owner(_ event: RecordedEvent) -> Owner? {
        guard event.type == type, let value = try? JSONValue(parsing: event.payload),
            let execution = value["execution"]?.stringValue.flatMap({ StreamID($0) }),
            let input = value["input"]?.stringValue.flatMap({ SHA256Hash(hex: $0) })
        else { return nil }
        return Owner(execution: execution, input: input)
    }

    /// The service's rule: 1 to 80 characters, no blanks, brackets, wildcards, control or special characters.
    ///
    /// A character is a Unicode scalar, so that nothing forbidden hides under a combining mark, and so that it is the same
    /// rule in SQL (`daybook.is_name`).
    static func isValid(_ name: String) -> Bool {
        (1...80).contains(name.unicodeScalars.count)
            && name.unicodeScalars.allSatisfy { scalar in
                switch scalar.value {
                case 0...0x20, 0x7f...0x9f: false
                default: !scalar.properties.isWhitespace && !forbidden.contains(scalar)
                }
            }
    }

    private static let forbidden = Set("<>{}[]?*\"#%\\^|~`$&,;:/".unicodeScalars)
}
