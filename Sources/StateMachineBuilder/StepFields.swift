public import JSON

/// What a step has been told so far: its name, and the fields of its state in the order in which they will be written.
public struct StepFields: Sendable {
    /// The state's name.
    public let name: String
    private var members: [(key: String, value: DefinitionNode)]

    /// The fields of a state of this `Type`.
    ///
    /// - Parameter type: as the language writes it, such as `Task`.
    public init(name: String, type: String) {
        self.name = name
        members = [("Type", .scalar(.string(type)))]
    }

    /// Sets a field, in place where it is there already.
    public mutating func set(_ key: String, _ value: JSONValue) { set(key, DefinitionNode(value)) }

    mutating func set(_ key: String, _ value: DefinitionNode) {
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index].value = value
        } else {
            members.append((key, value))
        }
    }

    /// Adds to a field that is a list; what is there and is no list is replaced.
    mutating func append(_ value: DefinitionNode, to key: String) {
        var elements: [DefinitionNode] = []
        if case .array(let present)? = members.first(where: { $0.key == key })?.value { elements = present }
        set(key, .array(elements + [value]))
    }

    mutating func remove(_ key: String) { members.removeAll { $0.key == key } }

    /// Lets the state go on with another, or end where there is none, unless it has been told already.
    mutating func goOn(with follower: String?) {
        guard !members.contains(where: { $0.key == "Next" || $0.key == "End" }) else { return }
        if let follower { set("Next", .string(follower)) } else { set("End", true) }
    }

    var node: DefinitionNode { .object(members) }
}
