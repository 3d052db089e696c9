internal import EventLog
internal import FoundationEssentials
internal import JSON

/// A text that is stored once, under its hash, in a stream of a single event: a definition or a role.
struct PinnedText: Sendable {
    let stream: StreamID
    let type: EventType
    let text: JSONText

    static let definitionRegistered = EventType("DefinitionRegistered")
    static let roleRegistered = EventType("RoleRegistered")

    static func definition(_ text: JSONText, hash: SHA256Hash) -> PinnedText {
        PinnedText(stream: stream(.definition, hash), type: definitionRegistered, text: text)
    }

    static func role(_ role: Role) -> PinnedText {
        PinnedText(stream: stream(.role, role.hash), type: roleRegistered, text: role.text)
    }

    static func stream(_ category: StreamCategory, _ hash: SHA256Hash) -> StreamID {
        StreamID(category, UUID(version8: hash.bytes))
    }

    /// Creates the stream; a conflict means that the text is there already.
    func append(at time: Timestamp) -> Append {
        Append(
            to: stream, expected: .empty,
            events: [NewEvent(type: type, recordedAt: time, payload: Array(text.utf8))])
    }
}
